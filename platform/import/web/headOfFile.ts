const headBytes = 64 * 1024

/** The beginning of a file as text: enough to see its columns. The server finds out the rest. */
export async function headOfFile(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.slice(0, headBytes).arrayBuffer())
  const isWhole = file.size <= headBytes
  return isWhole ? decoded(bytes) : wholeLines(decoded(bytes))
}

/** All of a file as text. */
export const textOfFile = async (file: Blob): Promise<string> => decoded(new Uint8Array(await file.arrayBuffer()))

function decoded(bytes: Uint8Array): string {
  const [a, b] = bytes
  if (a === 0xff && b === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (a === 0xfe && b === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  const utf8 = new TextDecoder().decode(bytes)
  // a cut in the middle of a character leaves one mark at the end
  return utf8.slice(0, -1).includes('\ufffd') ? new TextDecoder('gb18030').decode(bytes) : utf8
}

const wholeLines = (text: string) => text.slice(0, text.lastIndexOf('\n') + 1 || undefined)

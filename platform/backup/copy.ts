import type pg from 'pg'

/** PostgreSQL's message of this kind with this content. */
function message(kind: string, content: Uint8Array): Buffer {
  const made = Buffer.alloc(5 + content.length)
  made.write(kind, 0, 'latin1')
  made.writeUInt32BE(4 + content.length, 1)
  made.set(content, 5)
  return made
}
const empty = new Uint8Array()
const waitingMostBytes = 1_000_000
const rowsIn = (said: unknown) => Number(/^COPY (\d+)/.exec(String(said))?.[1] ?? 0)

/** What `pg` calls on a query of one's own while its connection answers it. */
abstract class Copy implements pg.Submittable {
  readonly text: string
  /** Known when it has ended. */
  rows = 0
  protected readonly ended = Promise.withResolvers<void>()
  constructor(text: string) {
    this.text = text
    this.ended.promise.catch(() => {})
  }
  submit(connection: pg.Connection): void {
    connection.query(this.text)
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsIn(text)
  }
  handleReadyForQuery(): void {
    this.ended.resolve()
  }
  handleError(error: Error): void {
    this.ended.reject(error)
  }
}

class CopyOut extends Copy {
  #parts: Buffer[] = []
  #bytes = 0
  #connection: pg.Connection | null = null
  #more = Promise.withResolvers<void>()
  override submit(connection: pg.Connection): void {
    this.#connection = connection
    super.submit(connection)
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // the parser uses its memory again
    this.#parts.push(Buffer.from(chunk))
    this.#bytes += chunk.length
    if (this.#bytes > waitingMostBytes) this.#connection?.stream.pause()
    this.#more.resolve()
  }
  override handleReadyForQuery(): void {
    super.handleReadyForQuery()
    this.#more.resolve()
  }
  override handleError(error: Error): void {
    super.handleError(error)
    this.#more.resolve()
  }
  async *parts(): AsyncGenerator<Buffer> {
    let isOver = false
    const over = this.ended.promise.finally(() => {
      isOver = true
    })
    over.catch(() => {})
    for (;;) {
      await this.#more.promise
      this.#more = Promise.withResolvers<void>()
      const taken = this.#parts
      this.#parts = []
      this.#bytes = 0
      this.#connection?.stream.resume()
      if (taken.length > 0) yield Buffer.concat(taken)
      if (isOver && this.#parts.length === 0) return await over
      if (isOver) this.#more.resolve()
    }
  }
}

class CopyIn extends Copy {
  #ready = Promise.withResolvers<pg.Connection>()
  handleCopyInResponse(connection: pg.Connection): void {
    this.#ready.resolve(connection)
  }
  override handleError(error: Error): void {
    super.handleError(error)
    this.#ready.reject(error)
  }
  async take(parts: AsyncIterable<Uint8Array>): Promise<void> {
    const { stream } = await this.#ready.promise
    for await (const part of parts) {
      if (stream.write(message('d', part))) continue
      // a refusal comes as an answer, and then nothing is drained any more
      await Promise.race([new Promise((drained) => stream.once('drain', drained)), this.ended.promise])
    }
    stream.write(message('c', empty))
    await this.ended.promise
  }
}

/** `COPY … TO STDOUT`: its rows as text, as fast as they are taken, and then their count. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer, number> {
  const copy = client.query(new CopyOut(text))
  yield* copy.parts()
  return copy.rows
}

/** `COPY … FROM STDIN`: gives it the rows; their count. */
export async function copyIn(client: pg.Client, text: string, parts: AsyncIterable<Uint8Array>): Promise<number> {
  const copy = client.query(new CopyIn(text))
  await copy.take(parts)
  return copy.rows
}

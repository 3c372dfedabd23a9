const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const

/** `3.4 MB`, in the way of the reader's language. */
export function bytesText(bytes: number, locale: string): string {
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), units.length - 1)
  const value = bytes / 1024 ** power
  return `${new Intl.NumberFormat(locale, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value)} ${units[power]}`
}

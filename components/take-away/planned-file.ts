/** A file before it is downloaded, as the API tells of it. */
export type PlannedFile = {
  readonly name: string
  readonly lines: number
  readonly bytes: number
  /** The size of the ledger that it is taken from. */
  readonly size: number
  readonly file: string
  readonly manifest: string
}

/** The same days as a table for people, and as signed statements for programs. */
export type PlannedFiles = { readonly table: PlannedFile; readonly statements: PlannedFile }

/** "850 bytes", "3.4 kB", "1,200 MB". */
export function sizeWords(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} bytes`
  const [unit, by] = bytes < 1e6 ? ['kB', 1e3] : ['MB', 1e6]
  const value = bytes / by
  const digits = value < 10 ? 1 : 0
  return `${value.toLocaleString('en', { maximumFractionDigits: digits })} ${unit}`
}

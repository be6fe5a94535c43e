/** The first thing in what is stored of the ledger that does not add up. */
export class Fault extends Error {
  /** The entry from which on; null where no entry is concerned. */
  readonly index: number | null

  constructor(index: number | null, message: string) {
    super(message)
    this.index = index
  }
}

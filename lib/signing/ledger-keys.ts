import type { VerifierKey } from '@assent/receipt'
import type { SigningKey } from './key-files.ts'

/** The keys of one database's ledger, and the name it goes by. */
export type LedgerKeys = {
  /** The ledger's name: host and path of the public URL at first start. */
  readonly origin: string
  readonly ledger: SigningKey
  readonly verifierKey: VerifierKey
  readonly receipt: SigningKey
  /** The note in which the ledger's key vouches for the receipt key. */
  readonly certificate: string
}

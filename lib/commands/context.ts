import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { StatementSigner } from '#lib/signing/sign-act.ts'
import type { Database } from '#lib/store/database.ts'

/** What every command is handed besides who calls: nothing here is read from the surroundings. */
export type Context = {
  readonly database: Database
  readonly now: () => Date
  /** A fresh UUIDv7. */
  readonly newId: () => string
  readonly signer: StatementSigner
  /** SHA-256 as lower-case hex. */
  readonly digestOf: DigestOf
  /** Without a slash at its end. */
  readonly publicUrl: string
  /** Whether terms need a second person's approval before they are published. */
  readonly fourEyes: boolean
}

import type { DigestOf } from '#lib/domain/consent/basis.ts'
import type { Database } from '#lib/store/database.ts'

/** What every query is handed besides who asks. A command's context serves. */
export type QueryContext = {
  readonly database: Database
  readonly now: () => Date
  readonly digestOf: DigestOf
  /** Whether terms need a second person's approval before they are published. */
  readonly fourEyes: boolean
}

import type { Database } from '#lib/store/database.ts'
import { writePulse } from '#lib/store/pulse.ts'

/**
 * Says that the primary lives, to whoever reads a replica of it: by when this arrived they know how old
 * everything else is. Nothing is written while no replica streams.
 */
export async function beatPulse(context: {
  readonly database: Database
  readonly now: () => Date
}): Promise<void> {
  await writePulse(context.database, context.now())
}

import type { Bearer } from '#lib/domain/account/session.ts'
import { removeSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import type { Context } from './context.ts'

/** Ends the session of whoever holds its token. One that has ended already is no error. */
export async function endSession(
  bearer: Bearer,
  context: Pick<Context, 'database'>,
): Promise<void> {
  await removeSession(context.database, tokenDigest(bearer.sessionToken))
}

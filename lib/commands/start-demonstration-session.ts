import { encodeBase64url } from '@assent/receipt'
import { SESSION_SECONDS, type Visitor } from '#lib/domain/account/session.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { findPerson, findPersonByEmail, type StoredPerson } from '#lib/store/people.ts'
import { appendSession, removeSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import type { Context } from './context.ts'

/**
 * Signs a visitor of the demonstration in as one of its people, named by id or by address. A session
 * that the visitor had ends with it. Answers the new session's token, which is kept nowhere.
 */
export async function startDemonstrationSession(
  visitor: Visitor,
  input: { readonly person: string; readonly replaces: string | null },
  context: Context,
): Promise<
  Result<{ sessionToken: string; person: StoredPerson }, 'demonstration_only' | 'person_unknown'>
> {
  if (!visitor.demonstration) return fail('demonstration_only')
  const { database } = context
  const person = input.person.includes('@')
    ? await findPersonByEmail(database, input.person)
    : await findPerson(database, input.person)
  if (person === null) return fail('person_unknown')
  const sessionToken = encodeBase64url(context.signer.randomBytes(32))
  const expiresAt = new Date(context.now().getTime() + SESSION_SECONDS * 1000)
  const digest = tokenDigest(sessionToken)
  await appendSession(database, { tokenDigest: digest, personId: person.id, expiresAt })
  if (input.replaces !== null) await removeSession(database, tokenDigest(input.replaces))
  return ok({ sessionToken, person })
}

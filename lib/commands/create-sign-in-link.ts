import { encodeBase64url } from '@assent/receipt'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { linkTokenDigest, signInLinkUrl } from '#lib/domain/account/sign-in-link.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import { appendSignInLink } from '#lib/store/sessions.ts'
import type { Context } from './context.ts'

/** A link that signs a person in once, within so many minutes. Whoever holds it is that person for the portal. */
export async function createSignInLink(
  principal: Principal,
  input: { readonly email: string; readonly minutes: number },
  context: Context,
): Promise<Result<{ url: string; expiresAt: Date }, 'forbidden' | 'person_unknown'>> {
  if (!mayOperate(principal)) return fail('forbidden')
  const person = await findPersonByEmail(context.database, input.email)
  if (person === null) return fail('person_unknown')
  const { email } = person
  const token = encodeBase64url(context.signer.randomBytes(32))
  const expiresAt = new Date(context.now().getTime() + input.minutes * 60_000)
  const tokenDigest = linkTokenDigest(token, context.digestOf)
  await appendSignInLink(context.database, { email, tokenDigest, expiresAt })
  return ok({ url: signInLinkUrl(context.publicUrl, { token, email }), expiresAt })
}

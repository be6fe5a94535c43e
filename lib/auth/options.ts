import { randomBytes } from 'node:crypto'
import type { AuthOptions } from 'next-auth'
import type { EmailConfig } from 'next-auth/providers/email'
import type { AppContext } from '#lib/context.ts'
import { SESSION_SECONDS } from '#lib/domain/account/session.ts'
import { LINK_PROVIDER, LINK_SUFFIX } from '#lib/domain/account/sign-in-link.ts'
import { env } from '#lib/env.ts'
import { log } from '#lib/log.ts'
import { paths } from '#lib/paths.ts'
import { findPersonByEmail } from '#lib/store/people.ts'
import { authAdapter } from './adapter.ts'
import { sessionCookie } from './session-cookie.ts'

/** next-auth over our tables: sessions in the database, and one way in, the sign-in link. */
export function authOptions(context: Pick<AppContext, 'database'>): AuthOptions {
  const { publicUrl, authSecret } = env()
  // next-auth reads its own address from here alone; a Host header must never make it.
  process.env['NEXTAUTH_URL'] = publicUrl
  return {
    adapter: authAdapter(context),
    providers: [linkProvider],
    secret: authSecret,
    session: {
      strategy: 'database',
      maxAge: SESSION_SECONDS,
      updateAge: 600,
      generateSessionToken: () => randomBytes(32).toString('base64url'),
    },
    useSecureCookies: publicUrl.startsWith('https://'),
    cookies: { sessionToken: sessionCookie() },
    pages: {
      signIn: paths.signIn(),
      error: paths.signIn(),
      verifyRequest: paths.signIn(),
      signOut: paths.home(),
    },
    callbacks: {
      /** Asking for a link on the web is refused, and so is a link to somebody who is nobody here (any more). */
      signIn: async ({ user, email }) =>
        email?.verificationRequest !== true &&
        (await findPersonByEmail(context.database, user.email ?? '')) !== null,
    },
    // Only the code: what comes with it may hold addresses and tokens.
    logger: {
      error: (code) => log.error({ code }, 'sign-in failed'),
      warn: (code) => log.warn({ code }, 'sign-in'),
      debug: () => undefined,
    },
  }
}

/** next-auth's e-mail provider without the mail. Its type allows one id only; the code takes any. */
const linkProvider = {
  id: LINK_PROVIDER,
  type: 'email',
  name: 'Sign-in link',
  secret: LINK_SUFFIX,
  sendVerificationRequest: () => Promise.reject(new Error('no mail is sent')),
  options: {},
} as unknown as EmailConfig

import type { Adapter, AdapterUser } from 'next-auth/adapters'
import type { AppContext } from '#lib/context.ts'
import { findPerson, findPersonByEmail, type StoredPerson } from '#lib/store/people.ts'
import {
  appendSession,
  extendSession,
  findSession,
  removeSession,
  takeSignInLink,
} from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'

/**
 * Where next-auth keeps what it keeps: sessions and sign-in links, by the digests of their tokens, and
 * people who exist already. Nobody comes to be by signing in.
 */
export function authAdapter({ database }: Pick<AppContext, 'database'>): Adapter {
  return {
    createUser: refuse,
    linkAccount: refuse,
    // Links are made on the command line (create-sign-in-link.ts), never on the web.
    createVerificationToken: refuse,
    getUser: async (id) => asUser(await findPerson(database, id)),
    getUserByEmail: async (email) => asUser(await findPersonByEmail(database, email)),
    // Other ways to sign in have a table (identity) and no provider yet.
    getUserByAccount: () => null,
    /** next-auth tells that an address is proven; what is known of a person does not change by that. */
    updateUser: async ({ id }) => asUser(await findPerson(database, id)) ?? refuse(),
    createSession: async (session) => {
      const { sessionToken, userId, expires } = session
      const kept = { tokenDigest: tokenDigest(sessionToken), personId: userId, expiresAt: expires }
      await appendSession(database, kept)
      return session
    },
    getSessionAndUser: async (sessionToken) => {
      const found = await findSession(database, tokenDigest(sessionToken))
      const user = asUser(found?.person ?? null)
      if (found === null || user === null) return null
      return { session: { sessionToken, userId: user.id, expires: found.expiresAt }, user }
    },
    updateSession: async ({ sessionToken, expires }) => {
      if (expires !== undefined) await extendSession(database, tokenDigest(sessionToken), expires)
      return null
    },
    deleteSession: async (sessionToken) => {
      await removeSession(database, tokenDigest(sessionToken))
    },
    useVerificationToken: async ({ identifier, token }) => {
      const expires = await takeSignInLink(database, { email: identifier, tokenDigest: token })
      return expires === null ? null : { identifier, token, expires }
    },
  }
}

function asUser(person: StoredPerson | null): AdapterUser | null {
  return person === null ? null : { ...person, emailVerified: null }
}

function refuse(): never {
  throw new Error('signing in creates nothing but a session')
}

import { cookies } from 'next/headers'
import { cache } from 'react'
import { appContext } from '#lib/context.ts'
import type { MemberPrincipal, OperatorPrincipal } from '#lib/domain/account/principal.ts'
import { SESSION_SECONDS } from '#lib/domain/account/session.ts'
import { loadMemberships } from '#lib/store/accounts.ts'
import { findStaffSubject, type StoredPerson } from '#lib/store/people.ts'
import { extendSession, findSession, removeSession } from '#lib/store/sessions.ts'
import { tokenDigest } from '#lib/store/token-digest.ts'
import { sessionCookie, sessionTokenIn } from './session-cookie.ts'

export type Person = StoredPerson

/**
 * Who is signed in, or null. A page asks without a request, and as often as it likes: one render asks
 * the database once. A route handler hands its request in.
 */
export async function currentPerson(request?: Request): Promise<Person | null> {
  if (request === undefined) return personOfPage()
  return personOfToken(sessionTokenIn(request))
}

/** The accounts of the person who is signed in, each as the principal they are there; by name. */
export async function memberships(request?: Request): Promise<readonly MemberPrincipal[]> {
  const person = await currentPerson(request)
  if (person === null) return []
  return membershipsOf(person.id)
}

/**
 * The person who is signed in, as a member of that account. Null for a stranger, for a member of another
 * account, and where there is no such account: none of these is told from the others.
 */
export async function memberPrincipal(
  accountSlug: string,
  request?: Request,
): Promise<MemberPrincipal | null> {
  const all = await memberships(request)
  return all.find((membership) => membership.accountSlug === accountSlug) ?? null
}

/** The person who is signed in, as one of the operator's staff, or null. */
export async function operatorPrincipal(request?: Request): Promise<OperatorPrincipal | null> {
  const person = await currentPerson(request)
  if (person === null) return null
  const subjectId = await staffSubjectOf(person.id)
  if (subjectId === null) return null
  return { kind: 'operator', personId: person.id, personName: person.name, subjectId }
}

const personOfPage = cache(async (): Promise<Person | null> => {
  const jar = await cookies()
  return personOfToken(jar.get(sessionCookie().name)?.value ?? null)
})

const membershipsOf = cache(async (personId: string) => {
  const { database } = await appContext()
  return loadMemberships(database, personId)
})

const staffSubjectOf = cache(async (personId: string) => {
  const { database } = await appContext()
  return findStaffSubject(database, personId)
})

async function personOfToken(token: string | null): Promise<Person | null> {
  if (token === null || token === '') return null
  const { database, now } = await appContext()
  const digest = tokenDigest(token)
  const session = await findSession(database, digest)
  if (session === null) return null
  const left = session.expiresAt.getTime() - now().getTime()
  if (left <= 0) {
    await removeSession(database, digest)
    return null
  }
  // Rolled on at most once in ten minutes, so that reading pages is not writing rows.
  if (left < (SESSION_SECONDS - 600) * 1000) {
    await extendSession(database, digest, new Date(now().getTime() + SESSION_SECONDS * 1000))
  }
  return session.person
}

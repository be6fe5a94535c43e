import type { ApiScope } from './api-key.ts'
import type { AccountContact } from './contact.ts'

/** Who is calling. Made at the edge from a session, a command line or an API key; demanded by every command. */
export type Principal = MemberPrincipal | OperatorPrincipal | CommandLine | ApiClient

export type MemberPrincipal = {
  readonly kind: 'member'
  readonly personId: string
  readonly personName: string
  readonly accountId: string
  readonly accountSlug: string
  readonly accountName: string
  readonly accountContact: AccountContact
  readonly subjectId: string
  readonly role: MemberRole
}

export type OperatorPrincipal = {
  readonly kind: 'operator'
  readonly personId: string
  readonly personName: string
  readonly subjectId: string
}

/** Whoever holds the shell and the database's password. Acts for the operator, by nobody's name. */
export type CommandLine = { readonly kind: 'command_line' }

/** A platform's software, by its key. `subjectId` is the key's id. */
export type ApiClient = {
  readonly kind: 'api_client'
  readonly subjectId: string
  /** The one account it may speak of; null for all of the platform's. */
  readonly accountId: string | null
  readonly scopes: readonly ApiScope[]
}

export type MemberRole = 'owner' | 'admin' | 'auditor' | 'member'

export function mayAnswerTerms(principal: Principal): principal is MemberPrincipal {
  return isAdmin(principal)
}

export function mayPermit(principal: Principal): principal is MemberPrincipal {
  return isAdmin(principal)
}

/** The platform's software may register accounts and their members, and hand over what they set. */
export function mayRegister(
  principal: Principal,
  accountId: string | null,
): principal is ApiClient {
  return (
    principal.kind === 'api_client' &&
    principal.scopes.includes('accounts') &&
    (principal.accountId === null || principal.accountId === accountId)
  )
}

/** Under which rules features run on an account's people. */
export function maySetPolicies(
  principal: Principal,
  accountId: string,
): principal is MemberPrincipal | ApiClient {
  return isAdmin(principal) ? principal.accountId === accountId : mayRegister(principal, accountId)
}

/** Counts only, and under five only "not everyone" (product.md, rule 9). */
export function maySeeCounts(principal: Principal): principal is MemberPrincipal {
  return isAdmin(principal) || hasRole(principal, 'auditor')
}

export function mayOpenRecords(principal: Principal): principal is MemberPrincipal {
  return hasRole(principal, 'auditor')
}

export function maySeeAccountRecord(principal: Principal): principal is MemberPrincipal {
  return maySeeCounts(principal)
}

export function mayManageMembers(principal: Principal): boolean {
  return isAdmin(principal) || mayOperate(principal)
}

export function mayOperate(principal: Principal): principal is OperatorPrincipal | CommandLine {
  return principal.kind === 'operator' || principal.kind === 'command_line'
}

function isAdmin(principal: Principal): principal is MemberPrincipal {
  return hasRole(principal, 'owner') || hasRole(principal, 'admin')
}

function hasRole(principal: Principal, role: MemberRole): principal is MemberPrincipal {
  return principal.kind === 'member' && principal.role === role
}

/** The subject that an event names as its actor; null at the command line. */
export function actorIdOf(principal: Principal): string | null {
  return principal.kind === 'command_line' ? null : principal.subjectId
}

import type { ApiScope } from './api-key.ts'
import type { AccountContact } from './contact.ts'

/** Who is calling. Made at the edge from a session, a command line or an API key; demanded by every command. */
export type Principal =
  MemberPrincipal | OperatorPrincipal | CommandLine | ApiClient | AccountClient

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
  /** Set where the member did it in the platform's own client, and not here. */
  readonly conveyance?: Conveyance
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

/** A platform's software, speaking of one account that its key is for. */
export type AccountClient = {
  readonly kind: 'account_client'
  readonly subjectId: string
  readonly scopes: readonly ApiScope[]
  readonly accountId: string
  readonly accountSlug: string
  readonly accountName: string
  readonly accountContact: AccountContact
}

/** Whoever an act of an account can be by. */
export type AccountActor = MemberPrincipal | AccountClient

/** How somebody answered in the platform's own client. */
export const CONVEYANCE_METHODS = ['client', 'web', 'keypad', 'link'] as const
export type ConveyanceMethod = (typeof CONVEYANCE_METHODS)[number]

/** The act is the member's; the platform's software handed it over. */
export type Conveyance = { readonly apiKeyId: string; readonly method: ConveyanceMethod }

export type MemberRole = 'owner' | 'admin' | 'auditor' | 'member'

export function mayAnswerTerms(principal: Principal): principal is MemberPrincipal {
  return isAdmin(principal)
}

export function mayPermit(principal: Principal): principal is MemberPrincipal {
  return isAdmin(principal)
}

/** A platform's software may register accounts; one whose key is for one account has it already. */
export function mayRegisterAccounts(principal: Principal): principal is ApiClient {
  const isPlatforms = principal.kind === 'api_client' && principal.accountId === null
  return isPlatforms && principal.scopes.includes('accounts')
}

/** Its members it registers in every account that its key is for. */
export function mayRegisterMembers(principal: Principal): principal is AccountClient {
  return principal.kind === 'account_client' && principal.scopes.includes('accounts')
}

/** It hands over what people answered in the platform's own client. */
export function mayConveyAnswers(principal: Principal): principal is AccountClient {
  return principal.kind === 'account_client' && principal.scopes.includes('answers')
}

/** What an account permits and holds its features to: software by itself only narrows it. */
export function maySetAccount(principal: Principal): principal is AccountActor {
  return isAdmin(principal) || mayRegisterMembers(principal)
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
  return isAdmin(principal) || mayOperate(principal) || mayRegisterMembers(principal)
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

/** Undefined for what was done in the portal itself, and of what software says of itself. */
export function conveyanceOf(actor: AccountActor): Conveyance | undefined {
  return actor.kind === 'member' ? actor.conveyance : undefined
}

/** The subject that an event names as its actor; null at the command line. */
export function actorIdOf(principal: Principal): string | null {
  return principal.kind === 'command_line' ? null : principal.subjectId
}

import type { Ceiling, ConsentStatus, PurposeKind, Reason } from '@assent/decision'
import { maySeeCounts, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import {
  authorizationOf,
  bearingActs,
  type Authorization,
} from '#lib/domain/consent/authorization.ts'
import { shownCount, type ShownCount } from '#lib/domain/consent/impact.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { PermissionKind, Role, TermsAnswer } from '#lib/domain/ledger/act.ts'
import {
  governingTerms,
  type PublishedNotice,
  type PublishedTerms,
} from '#lib/domain/platform/platform.ts'
import { loadAcceptances, type StoredAcceptance } from '#lib/store/acceptances.ts'
import { loadMemberRoles } from '#lib/store/accounts.ts'
import { loadAllMemberConsents, loadMemberConsents, type Moment } from '#lib/store/consents.ts'
import { loadHeadPosition, loadPositionAt } from '#lib/store/positions.ts'
import type { QueryContext } from './context.ts'
import { ceilingOf } from './control-views.ts'

/** What was in force at an instant, rebuilt from the acts recorded by then. Plain data. */
export type StateView = {
  readonly at: Date
  /** How many acts the record held then: the state rests on exactly those. */
  readonly position: number
  /** How many acts it holds now. */
  readonly head: number
  /** What the person was in the account then; null before they first belonged to it. */
  readonly role: Role | null
  readonly terms: readonly TermsThen[]
  readonly questions: readonly QuestionThen[]
}

export type TermsThen = {
  readonly slug: string
  readonly title: string
  readonly number: number
  readonly digest: string
  readonly answer: TermsAnswer | null
  /** The day it was put off to. */
  readonly until: Date | null
}

/** One purpose, of sharing one category of it: what the account had permitted, and what the person had said. */
export type QuestionThen = {
  readonly kind: PurposeKind
  readonly purpose: string
  readonly title: string
  readonly category: string | null
  readonly categoryTitle: string | null
  readonly ceiling: Ceiling
  readonly permission: PermissionKind | null
  /** Why a feature ran without a yes, where the account had recorded another ground. */
  readonly otherGround: string | null
  readonly status: ConsentStatus
  readonly decision: 'permit' | 'deny'
  readonly reasons: readonly Reason[]
  readonly authorization: Authorization
  /** The wording that would be shown then. */
  readonly notice: NoticeThen
  /** The versions that bear on the question and governed then, and their clauses about it. */
  readonly versions: readonly VersionThen[]
  /** The acts that it rests on, in the order of the record. */
  readonly restsOn: readonly string[]
  /** How many members had said yes: for owner, admin and auditor on their own page; null for others. */
  readonly yes: ShownCount | null
}

export type NoticeThen = Pick<PublishedNotice, 'id' | 'number' | 'language' | 'digest'>

export type VersionThen = {
  readonly slug: string
  readonly number: number
  readonly digest: string
  readonly clauses: readonly string[]
}

/** The reader's own state at a past instant: by position, so that it equals what was answered then. */
export async function getStateAt(
  principal: MemberPrincipal,
  at: Date,
  language: string,
  context: QueryContext,
): Promise<StateView> {
  const before = await loadPositionAt(context.database, at)
  const moment = { at, before, language, digestOf: context.digestOf }
  const counts = maySeeCounts(principal) ? await yesesAt(principal, moment, context) : null
  return stateOf(principal.accountId, principal.subjectId, moment, counts, context)
}

/** Somebody's state, without what it takes to be shown of others. Whether it may be read is for the caller to know. */
export async function stateAbout(
  accountId: string,
  subjectId: string,
  at: Date,
  language: string,
  context: QueryContext,
): Promise<StateView> {
  const before = await loadPositionAt(context.database, at)
  const moment = { at, before, language, digestOf: context.digestOf }
  return stateOf(accountId, subjectId, moment, null, context)
}

type MomentThen = Moment & { readonly before: number }

async function stateOf(
  accountId: string,
  subjectId: string,
  moment: MomentThen,
  counts: readonly ShownCount[] | null,
  { database }: QueryContext,
): Promise<StateView> {
  const { at, before } = moment
  const [{ platform, member }, answers, roles, head] = await Promise.all([
    loadMemberConsents(database, accountId, subjectId, moment),
    loadAcceptances(database, accountId, before),
    loadMemberRoles(database, accountId, before),
    loadHeadPosition(database),
  ])
  return {
    at,
    position: before,
    head,
    role: roles.find((each) => each.subjectId === subjectId)?.role ?? null,
    terms: governingTerms(platform, at).map((terms) => termsThen(terms, answers)),
    questions: member.map((cell, i) => questionThen(cell, counts?.[i] ?? null)),
  }
}

function termsThen(terms: PublishedTerms, answers: readonly StoredAcceptance[]): TermsThen {
  const last = answers.findLast((each) => each.termsVersionId === terms.id)
  return {
    slug: terms.documentSlug,
    title: terms.documentTitle,
    number: terms.number,
    digest: terms.digest,
    answer: last?.answer ?? null,
    until: last?.until ?? null,
  }
}

function questionThen(cell: MemberCell, yes: ShownCount | null): QuestionThen {
  const { question, purpose, category, permission, ground, asking, view, decision } = cell
  return {
    kind: question.kind,
    purpose: question.purpose,
    title: purpose.title,
    category: question.category,
    categoryTitle: category?.title ?? null,
    ceiling: ceilingOf(cell.governingCeilings),
    permission,
    otherGround: ground === 'other_ground' ? (asking?.reference ?? null) : null,
    status: view.status,
    decision: decision.decision,
    reasons: decision.reasons,
    authorization: authorizationOf(cell),
    notice: noticeThen(cell.notice),
    versions: versionsThen(cell.clauses),
    restsOn: bearingActs(cell),
    yes,
  }
}

function noticeThen({ id, number, language, digest }: PublishedNotice): NoticeThen {
  return { id, number, language, digest }
}

function versionsThen(clauses: MemberCell['clauses']): VersionThen[] {
  const byVersion = Map.groupBy(clauses, ({ terms }) => terms)
  return [...byVersion].map(([{ documentSlug, number, digest }, ofVersion]) => ({
    ...{ slug: documentSlug, number, digest },
    clauses: ofVersion.map(({ clause }) => clause.anchor),
  }))
}

/** Question by question, of the members of that moment; masked before anything is shown of it. */
async function yesesAt(
  { accountId }: MemberPrincipal,
  moment: MomentThen,
  { database }: QueryContext,
): Promise<ShownCount[]> {
  const roles = await loadMemberRoles(database, accountId, moment.before)
  const present = roles.filter(({ role }) => role !== 'none').map((each) => each.subjectId)
  const { cells, members } = await loadAllMemberConsents(database, accountId, present, moment)
  return cells.map((_, i) => {
    const statuses = [...members.values()].map((member) => member[i]?.view.status)
    return shownCount(statuses.filter((status) => status === 'given').length, present.length)
  })
}

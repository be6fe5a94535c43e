import { maySeeAccountRecord, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findPurpose, type Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { shownCount } from '#lib/domain/consent/impact.ts'
import type { EventKind, Question } from '#lib/domain/ledger/act.ts'
import {
  catalogueIn,
  governingTerms,
  platformOf,
  type Platform,
} from '#lib/domain/platform/platform.ts'
import { accountReceiptKinds } from '#lib/domain/record/account-receipts.ts'
import { actSentence, type RecordedFacts } from '#lib/domain/record/act-sentence.ts'
import type { RoleChange, StoredAct } from '#lib/store/record.ts'
import { askedLine, recordDetails } from './record-details.ts'

/** One act on the timeline. Plain data. */
export type RecordEntry = {
  readonly id: string
  /** The index of its ledger entry; while `isSequenced` is false, the one it would take now. */
  readonly position: number
  readonly isSequenced: boolean
  readonly at: Date
  readonly kind: EventKind
  readonly sentence: string
  /** What exactly: one line a thing. */
  readonly details: readonly string[]
  /** The versions that it was about, or that were in force where it was done. */
  readonly terms: readonly RecordedTerms[]
  /** The reader's own receipt or the account's document; null where the act left the reader none. */
  readonly receiptId: string | null
}

export type RecordedTerms = {
  readonly slug: string
  readonly title: string
  readonly number: number
}

/** Who reads, about whom, and what it takes to name what an act was about. */
export type RecordReader = {
  readonly principal: MemberPrincipal
  /** Whose record it is: the principal's own, or one that they have opened. */
  readonly subjectId: string
  readonly platform: Platform
  /** By event id: where each publication stands. */
  readonly published: ReadonlyMap<string, number>
  readonly names: ReadonlyMap<string, string>
  readonly roles: readonly RoleChange[]
  /** Does the reader see the account's requests, to how many, where others only see their own? */
  readonly seesCounts: boolean
}

export function recordEntry(act: StoredAct, reader: RecordReader): RecordEntry {
  const { id, position, sequenced: isSequenced, at, kind } = act
  const seen = seenAt(act, reader)
  const isOwn = act.actorId === reader.principal.subjectId
  const isAccounts = maySeeAccountRecord(reader.principal) && accountReceiptKinds.includes(kind)
  const leavesReceipt = (isOwn && ownReceiptKinds.has(kind)) || isAccounts
  return {
    id,
    position,
    isSequenced,
    at,
    kind,
    sentence: actSentence(actorOf(seen), factsByKind[kind](seen)),
    details: [
      ...recordDetails(act, seen.catalogue, reader.seesCounts ? null : reader.subjectId),
      ...(kind === 'members_asked' && reader.seesCounts ? [askedLine(askedIn(seen))] : []),
    ],
    terms: termsOf(seen),
    receiptId: leavesReceipt && act.receipt !== null ? id : null,
  }
}

/** Of these only their own. */
const ownReceiptKinds: ReadonlySet<EventKind> = new Set([
  'choices_made',
  'erasure_requested',
  'meeting_answered',
])

type Seen = {
  readonly act: StoredAct
  readonly reader: RecordReader
  /** As it was published then: what was called something else later keeps its name in the past. */
  readonly platform: Platform
  readonly catalogue: Catalogue | null
}

function seenAt(act: StoredAct, reader: RecordReader): Seen {
  const before = [...reader.published].filter(([, position]) => position <= act.position)
  const platform = platformOf(reader.platform, new Set(before.map(([eventId]) => eventId)))
  return { act, reader, platform, catalogue: catalogueIn(platform) }
}

function actorOf({ act, reader, catalogue }: Seen): string {
  const { actorId } = act
  if (actorId === reader.principal.subjectId) return 'You'
  if (act.accountId === null || actorId === null) return catalogue?.operator.name ?? 'The platform'
  if (act.actor?.kind === 'client') return 'The platform’s software'
  return reader.names.get(actorId) ?? 'A member who was erased'
}

const factsByKind: Readonly<Record<EventKind, (seen: Seen) => RecordedFacts>> = {
  account_created: () => ({ kind: 'account_created' }),
  member_added: (seen) => ({ kind: 'member_added', ...roleIn(seen) }),
  role_changed: (seen) => ({ kind: 'role_changed', ...roleIn(seen) }),
  catalogue_published: ({ act }) => ({
    kind: 'catalogue_published',
    number: act.cataloguePublication?.number ?? 0,
  }),
  terms_published: (seen) => ({
    kind: 'terms_published',
    archival: seen.act.publication?.version.archival ?? false,
    ...termsNamed(seen.act.publication?.termsVersionId, seen),
  }),
  purpose_ended: ({ act, catalogue }) => ({
    kind: 'purpose_ended',
    purpose: titleOf(act.ending?.purpose ?? '', catalogue),
  }),
  terms_in_force: (seen) => ({
    kind: 'terms_in_force',
    ...termsNamed(seen.act.activation?.termsVersionId, seen),
  }),
  terms_approved: (seen) => ({ kind: 'terms_approved', ...approvedTerms(seen) }),
  terms_answered: (seen) => ({
    kind: 'terms_answered',
    answer: seen.act.acceptance?.answer ?? 'later',
    until: seen.act.acceptance?.until ?? null,
    ...termsNamed(seen.act.acceptance?.termsVersionId, seen),
  }),
  permissions_set: ({ act, catalogue }) => ({
    kind: 'permissions_set',
    question: questionOf(act.permissions[0] ?? act.askings[0], catalogue) ?? 'features',
  }),
  members_asked: (seen) => ({
    kind: 'members_asked',
    whom: seen.reader.seesCounts ? 'members' : nameOf(seen.reader.subjectId, seen.reader),
    question: questionOf(seen.act.requests[0], seen.catalogue),
  }),
  choices_made: ({ act }) => ({
    kind: 'choices_made',
    question: act.selection?.question ?? 'features',
  }),
  records_exported: ({ act }) => ({
    kind: 'records_exported',
    period: { since: act.disclosure?.since ?? act.at, until: act.disclosure?.until ?? act.at },
  }),
  meeting_answered: () => ({ kind: 'meeting_answered' }),
  notice_displayed: () => ({ kind: 'notice_displayed' }),
  meeting_asked: () => ({ kind: 'meeting_asked' }),
  account_policy_set: () => ({ kind: 'account_policy_set' }),
  feature_policy_set: () => ({ kind: 'feature_policy_set' }),
  observation_set: ({ act }) => ({
    kind: 'observation_set',
    until: act.observation?.until ?? null,
  }),
  group_set: ({ act }) => ({ kind: 'group_set', group: act.groupName ?? '' }),
  erasure_requested: () => ({ kind: 'erasure_requested' }),
  member_erased: () => ({ kind: 'member_erased' }),
  guest_erased: () => ({ kind: 'guest_erased' }),
  evidence_opened: () => ({ kind: 'evidence_opened' }),
  record_opened: ({ act, reader }) => ({
    kind: 'record_opened',
    who: nameOf(act.inspection?.subjectId, reader),
    isAboutReader: act.inspection?.subjectId === reader.principal.subjectId,
  }),
  signing_key_added: ({ act }) => ({ kind: 'signing_key_added', use: useOf(act) }),
  signing_key_ended: ({ act }) => ({ kind: 'signing_key_ended', use: useOf(act) }),
  api_key_created: ({ act }) => ({ kind: 'api_key_created', name: act.apiKey?.name ?? '' }),
  api_key_revoked: ({ act }) => ({
    kind: 'api_key_revoked',
    name: act.apiKeyRevocation?.apiKey.name ?? '',
  }),
}

function useOf({ keyEvent }: StoredAct) {
  return keyEvent?.key.use ?? 'receipt'
}

function titleOf(purpose: string, catalogue: Catalogue | null): string {
  return (catalogue && findPurpose(catalogue, purpose)?.title) ?? purpose
}

function roleIn({ act, reader }: Seen) {
  const [role] = act.memberRoles
  return { who: nameOf(role?.subjectId, reader), role: role?.role ?? 'none' }
}

/** It stands before the publication, so the platform as it was then does not know the version. */
function approvedTerms({ act }: Seen) {
  const version = act.approval?.version
  return { title: version?.document.title ?? '', number: version?.number ?? 0 }
}

function termsNamed(termsVersionId: string | undefined, { platform }: Seen) {
  const terms = platform.terms.find(({ id }) => id === termsVersionId)
  return { title: terms?.documentTitle ?? '', number: terms?.number ?? 0 }
}

function questionOf(
  row: { readonly purpose: string } | undefined,
  catalogue: Catalogue | null,
): Question | null {
  if (row === undefined || catalogue === null) return null
  return findPurpose(catalogue, row.purpose)?.kind === 'feature' ? 'features' : 'sharing'
}

/** How many of the members of that moment, masked; and was the one whose record it is among them? */
function askedIn({ act, reader }: Seen) {
  const asked = new Set(act.requests.map((request) => request.subjectId))
  const members = new Map<string, boolean>()
  for (const { subjectId, role, position } of reader.roles)
    if (position < act.position) members.set(subjectId, role !== 'none')
  const present = [...members.values()].filter(Boolean).length
  return { asked: shownCount(asked.size, present), isReaderAsked: asked.has(reader.subjectId) }
}

function termsOf({ act, platform }: Seen): RecordedTerms[] {
  const ids = termsIdsOf(act, platform)
  return platform.terms
    .filter(({ id }) => ids.includes(id))
    .map(({ documentSlug, documentTitle, number }) => ({
      slug: documentSlug,
      title: documentTitle,
      number,
    }))
}

function termsIdsOf(act: StoredAct, platform: Platform): readonly string[] {
  if (act.selection !== null) return act.selection.termsVersionIds
  if (act.kind === 'permissions_set') return governingTerms(platform, act.at).map(({ id }) => id)
  const named = act.acceptance?.termsVersionId ?? act.publication?.termsVersionId
  return named === undefined ? [] : [named]
}

function nameOf(subjectId: string | undefined, { names, principal }: RecordReader): string {
  if (subjectId === principal.subjectId) return 'you'
  return (subjectId === undefined ? null : names.get(subjectId)) ?? 'a member who was erased'
}

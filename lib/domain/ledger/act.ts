import type { AccountContact } from '#lib/domain/account/contact.ts'
import type { Conveyance } from '#lib/domain/account/principal.ts'
import type { AccountPolicy, FeaturePolicy } from '#lib/domain/account/policy.ts'
import type { PlannedKeyEvent } from './key-plan.ts'
import type { RecordedKey } from './signing-record.ts'
import type { FrozenChange, Summary } from '#lib/domain/terms/review.ts'

/**
 * One act as it is kept: its event, the details of its kind, and its signed statement with the salt
 * and the leaf of its ledger entry. Appended whole or not at all (lib/store/acts.ts).
 */
export type Act = { readonly eventId: string; readonly rows: ActRows }

export type EventKind =
  | 'account_created'
  | 'member_added'
  | 'role_changed'
  | 'catalogue_published'
  | 'terms_published'
  | 'terms_approved'
  | 'terms_in_force'
  | 'purpose_ended'
  | 'terms_answered'
  | 'permissions_set'
  | 'members_asked'
  | 'choices_made'
  | 'record_opened'
  | 'signing_key_added'
  | 'signing_key_ended'
  | 'api_key_created'
  | 'api_key_revoked'
  | 'records_exported'
  | 'erasure_requested'
  | 'member_erased'
  | 'evidence_opened'
  | 'meeting_answered'
  | 'notice_displayed'
  | 'meeting_asked'
  | 'account_policy_set'
  | 'feature_policy_set'
  | 'observation_set'
  | 'guest_erased'
  | 'group_set'

export type SubjectKind = 'account' | 'group' | 'member' | 'guest' | 'operator' | 'client'
export type Role = 'owner' | 'admin' | 'auditor' | 'member' | 'none'
export type Question = 'features' | 'sharing'
export type ChoiceKind = 'give' | 'refuse' | 'withdraw'
export type PermissionKind = 'members_decide' | 'off'
export type AskingMode = 'ask_now' | 'other_ground' | 'not_yet'
export type CeilingRule = 'forbidden' | 'no_choice'
export type ParticipantAnswer = 'include' | 'leave_out'
/** How a notice was shown and an answer given: the portal's page, the platform's client, a phone's keys, a link sent before. */
export type DisplayMethod = 'page' | 'client' | 'keypad' | 'link'
export type TermsAnswer = 'accept' | 'decline' | 'later'

type OfEvent = { readonly eventId: string }
type Ordered = OfEvent & { readonly ordinal: number }
type OfAccount = { readonly accountId: string }
type OfSubject = { readonly subjectId: string }
/** Somebody in a meeting, by the platform's own id, with the subject that it stands for; `accountId` hosts. */
type OfParticipant = OfAccount &
  OfSubject & { readonly meetingId: string; readonly participant: string }
type About = { readonly purpose: string; readonly category: string | null }

/** The rows that acts append, as the tables have them (prisma/schema.prisma), in camel case. */
type Rows = {
  account: AccountContact & {
    id: string
    slug: string
    name: string
    externalId: string | null
    isSandbox: boolean
    createdAt: Date
  }
  subject: { id: string; kind: SubjectKind; accountId: string | null }
  person: { id: string; name: string; email: string; createdAt: Date }
  member: OfSubject & OfAccount & { personId: string; externalId: string | null }
  staff: OfSubject & { personId: string }
  event: {
    id: string
    kind: EventKind
    accountId: string | null
    actorId: string | null
    at: Date
  }
  member_role: Ordered & OfAccount & OfSubject & { seq: number; role: Role }
  catalogue_publication: OfEvent & { number: number; bytes: Uint8Array; digest: string }
  notice: OfEvent & {
    id: string
    purpose: string
    language: string
    number: number
    bytes: Uint8Array
    digest: string
  }
  publication: OfEvent & {
    termsVersionId: string
    documentId: string
    seq: number
    againstId: string | null
  }
  clause_verdict: Ordered & FrozenChange & { termsVersionId: string }
  terms_summary: Ordered & Summary & { termsVersionId: string }
  purpose_ending: OfEvent & { purpose: string; reason: string }
  activation: OfEvent & { termsVersionId: string }
  approval: OfEvent & { termsVersionId: string; digest: string }
  clause_purpose: Ordered & About & { termsVersionId: string; clauseOrdinal: number }
  ceiling: Ordered & About & { termsVersionId: string; clauseOrdinal: number; rule: CeilingRule }
  acceptance: OfEvent &
    OfAccount & { termsVersionId: string; seq: number; answer: TermsAnswer; until: Date | null }
  acceptance_signature: OfEvent & OfAccount & { signerId: string; name: string; authority: string }
  permission: Ordered & OfAccount & OfSubject & About & { seq: number; kind: PermissionKind }
  asking: Ordered &
    OfAccount & { purpose: string; seq: number; mode: AskingMode; reference: string | null }
  conveyance: OfEvent & Conveyance
  import_confirmation: OfEvent & OfAccount & { importId: string }
  observation: OfEvent & OfAccount & { seq: number; until: Date | null }
  account_group: OfEvent & OfAccount & OfSubject & { externalId: string; name: string }
  group_member: Ordered & OfAccount & OfSubject & { groupId: string; seq: number; isIn: boolean }
  group_permission: Ordered &
    OfAccount &
    About & { groupId: string; seq: number; kind: PermissionKind }
  account_policy: OfEvent & OfAccount & AccountPolicy & { seq: number }
  feature_policy: Ordered & OfAccount & FeaturePolicy & { purpose: string; seq: number }
  request: Ordered & OfAccount & OfSubject & About & { noticeId: string }
  selection: OfEvent &
    OfAccount &
    OfSubject & {
      question: Question
      language: string
      interfaceVersion: string
      termsVersionIds: readonly string[]
    }
  choice: Ordered &
    OfAccount &
    OfSubject &
    About & { seq: number; kind: ChoiceKind; noticeId: string }
  api_key: OfEvent & {
    id: string
    accountId: string | null
    name: string
    scopes: readonly string[]
    secretDigest: string
  }
  api_key_revocation: OfEvent & { apiKeyId: string }
  disclosure: OfEvent & OfAccount & { since: Date; until: Date }
  inspection: OfEvent & OfAccount & OfSubject
  reason: OfEvent & OfAccount & { text: string }
  erasure_request: OfEvent & OfAccount & OfSubject
  /** `meetingId` of a guest; null for a member. */
  erasure: OfEvent & OfAccount & OfSubject & { keepUntil: Date; meetingId: string | null }
  evidence_opening: OfEvent & OfAccount & OfSubject
  guest: OfParticipant
  meeting_display: OfEvent &
    OfParticipant & {
      digest: string
      method: DisplayMethod
      language: string
      noticeIds: readonly string[]
    }
  meeting_response: OfEvent &
    OfParticipant & {
      digest: string
      method: DisplayMethod
      language: string
      interfaceVersion: string
      termsVersionIds: readonly string[]
    }
  meeting_answer: Ordered &
    OfParticipant & { purpose: string; seq: number; answer: ParticipantAnswer; noticeId: string }
  meeting_asking: Ordered &
    OfAccount & { meetingId: string; purpose: string; seq: number; noticeId: string }
  setting: { key: string; value: string }
  signing_key: Omit<RecordedKey, 'events'>
  key_event: OfEvent &
    Omit<PlannedKeyEvent, 'until'> & { keyId: string; until: Date | null; reason: string }
  receipt: OfEvent & { accountId: string | null; subjectId: string | null; jws: string }
  secret: OfEvent & { salt: Uint8Array }
  ledger_pending: OfEvent & { leaf: Uint8Array }
}

export type TableName = keyof Rows
export type ActRows = { readonly [Table in TableName]?: readonly Rows[Table][] }

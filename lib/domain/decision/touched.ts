import type { EventKind } from '#lib/domain/ledger/act.ts'

export type Touched = {
  readonly isPublished: boolean
  readonly haveKeysChanged: boolean
  readonly accountIds: readonly string[]
  /** Acts about members, and acts in meetings. */
  readonly memberEvents: readonly string[]
  readonly meetingEvents: readonly string[]
}

type Act = {
  readonly eventId: string
  readonly kind: EventKind
  readonly accountId: string | null
}

/** What has to be read again after these acts. */
export function touchedBy(acts: readonly Act[]): Touched {
  const of = (what: Subject) => acts.filter(({ kind }) => SUBJECTS[kind].includes(what))
  return {
    isPublished: of('published').length > 0,
    haveKeysChanged: of('keys').length > 0,
    accountIds: [...new Set(of('account').flatMap(({ accountId }) => accountId ?? []))],
    memberEvents: of('members').map(({ eventId }) => eventId),
    meetingEvents: of('meeting').map(({ eventId }) => eventId),
  }
}

type Subject = 'published' | 'account' | 'members' | 'meeting' | 'keys'

/** What a decision rests on that an act of each kind can change. */
const SUBJECTS: Readonly<Record<EventKind, readonly Subject[]>> = {
  account_created: ['account'],
  account_policy_set: ['account'],
  feature_policy_set: ['account'],
  observation_set: ['account'],
  permissions_set: ['account'],
  group_set: ['account', 'members', 'meeting'],
  member_added: ['members'],
  role_changed: ['members'],
  members_asked: ['members'],
  choices_made: ['members'],
  member_erased: ['members'],
  guest_erased: ['meeting'],
  catalogue_published: ['published'],
  terms_published: ['published'],
  terms_in_force: ['published'],
  purpose_ended: ['published'],
  api_key_created: ['keys'],
  api_key_revoked: ['keys'],
  meeting_answered: ['meeting'],
  notice_displayed: ['meeting'],
  meeting_asked: [],
  terms_approved: [],
  terms_answered: [],
  record_opened: [],
  records_exported: [],
  erasure_requested: [],
  evidence_opened: [],
  signing_key_added: [],
  signing_key_ended: [],
}

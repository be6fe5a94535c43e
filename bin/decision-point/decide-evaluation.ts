import {
  evaluate,
  type Answer,
  type Contributor,
  type Question,
  type Snapshot,
} from '@assent/decision'
import type { DecisionKey } from '#lib/auth/key-ring.ts'
import type { Entity, Evaluation } from './evaluation.ts'
import { isObject } from './read-body.ts'

/**
 * The answer to one question: who is asked about, which purpose, and what it would be used on. Whatever is
 * not known, or is of another kind than it has to be, makes it a no; a key of one account knows no other.
 *
 * - `account`: about the subject alone, as far as their own account decides it.
 * - `meeting`: whether the feature may run, and may take in the subject's part; the obligations are the
 *   whole meeting's.
 * - `recording`, `content`: whether it may be shared, with everybody who is in it, the subject among them.
 */
export function decideEvaluation(
  snapshot: Snapshot,
  asked: Evaluation,
  key: Pick<DecisionKey, 'accountId'>,
  now: number,
): Answer {
  switch (asked.resource.type) {
    case 'account':
      return decideAboutMember(snapshot, asked, key, now)
    case 'meeting':
      return decideInMeeting(snapshot, asked, key, now)
    case 'recording':
    case 'content':
      return evaluate(snapshot, questionAboutItem(snapshot, asked, key), now)
    default:
      return evaluate(snapshot, { ...NOTHING_KNOWN, purpose: '' }, now)
  }
}

/** Names nobody and nothing. */
const NOBODY = ''
const NOTHING_KNOWN = { kind: 'member', account: NOBODY, member: NOBODY, purpose: '' } as const

function decideAboutMember(
  snapshot: Snapshot,
  { subject, action, resource }: Evaluation,
  key: Pick<DecisionKey, 'accountId'>,
  now: number,
): Answer {
  const question: Question = {
    kind: 'member',
    account: accountFor(snapshot, resource.id, key),
    // A guest belongs to no account.
    member: subject.type === 'user' ? subject.id : NOBODY,
    purpose: action.name,
    category: optionalText(resource.properties['category']),
  }
  return evaluate(snapshot, question, now)
}

/** Another account's is not known to a key of one account. */
function accountFor(
  snapshot: Snapshot,
  account: unknown,
  { accountId }: Pick<DecisionKey, 'accountId'>,
): string {
  if (typeof account !== 'string') return NOBODY
  if (accountId === null) return account
  return snapshot.accountOf(account)?.id === accountId ? accountId : NOBODY
}

function decideInMeeting(
  snapshot: Snapshot,
  { subject, action, resource }: Evaluation,
  { accountId }: Pick<DecisionKey, 'accountId'>,
  now: number,
): Answer {
  const { account, roster } = resource.properties
  const question = {
    kind: 'feature',
    meeting: resource.id,
    account: accountId ?? optionalText(account),
    roster: typeof roster === 'number' ? roster : null,
    purpose: action.name,
  } as const
  const whole = evaluate(snapshot, question, now)
  if (whole.decision === 'deny') return whole
  const named = participantsIn(snapshot, question, subject)
  for (const participant of named.length === 0 ? [NOBODY] : named) {
    const part = evaluate(snapshot, { ...question, participant }, now)
    if (part.decision === 'deny') return part
  }
  return whole
}

/**
 * By the platform's id of a participant, or of the member who takes part: then wherever they do. Nobody where
 * people of two accounts are called so, and `properties.account` does not say which.
 */
function participantsIn(
  snapshot: Snapshot,
  { meeting: id, account }: { readonly meeting: string; readonly account: string | null },
  { type, id: name, properties }: Entity,
): readonly string[] {
  const meeting = snapshot.meetingOf(id, account)
  if (meeting === null) return []
  const isTheirs = (each: { account: string | null; member: string | null }) =>
    (type === 'guest' && each.account === null) || (type === 'user' && each.account !== null)
  const named = meeting.participants.get(name)
  if (named?.isPresent === true && isTheirs(named)) return [name]
  if (type !== 'user') return []
  const own = optionalText(properties['account'])
  const ownId = own === null ? null : (snapshot.accountOf(own)?.id ?? NOBODY)
  const idsIn = memberIds(snapshot, name, ownId)
  const found = [...meeting.participants.values()].filter(
    (each) => each.isPresent && idsIn(each.account ?? NOBODY).includes(each.member ?? NOBODY),
  )
  return new Set(found.map((each) => each.account)).size > 1 ? [] : found.map((each) => each.id)
}

/** All that somebody of that name is called in an account; nothing where it knows nobody, or is not `own`. */
function memberIds(
  snapshot: Snapshot,
  name: string,
  own: string | null,
): (account: string) => readonly string[] {
  const known = new Map<string, readonly string[]>()
  const look = (accountId: string): readonly string[] => {
    const account = snapshot.accountOf(accountId)
    if (account === null || (own !== null && account.id !== own)) return []
    const row = snapshot.members.find(account.number, name)
    if (row === null) return []
    const { id, external } = snapshot.members.factsOf(row)
    return external === null ? [id] : [id, external]
  }
  return (accountId) => {
    const ids = known.get(accountId) ?? look(accountId)
    known.set(accountId, ids)
    return ids
  }
}

function questionAboutItem(
  snapshot: Snapshot,
  { subject, action, resource }: Evaluation,
  key: Pick<DecisionKey, 'accountId'>,
): Question {
  const { properties } = resource
  const account = accountFor(snapshot, properties['account'], key)
  const listed = properties['contributors'] ?? []
  const contributors = Array.isArray(listed) ? listed.map(contributorIn) : [UNIDENTIFIED]
  const { meeting, label } = properties
  return {
    kind: 'item',
    purpose: action.name,
    item: {
      account,
      category: optionalText(properties['category']) ?? NOBODY,
      contributors: [subjectIn(subject, account), ...contributors],
      meeting: meeting === undefined || meeting === null ? null : (optionalText(meeting) ?? ''),
      label: optionalText(label),
      isForMinors: (properties['for_minors'] ?? false) !== false,
    },
  }
}

/** Stands for somebody whom nobody knows: a no. */
const UNIDENTIFIED: Contributor = { participant: NOBODY }

function subjectIn({ type, id, properties }: Entity, account: string): Contributor {
  if (type === 'guest') return { guest: id }
  if (type !== 'user') return UNIDENTIFIED
  const own = properties['account'] ?? account
  return typeof own === 'string' ? { account: own, member: id } : UNIDENTIFIED
}

function contributorIn(json: unknown): Contributor {
  if (!isObject(json)) return UNIDENTIFIED
  const { account, member, participant, guest } = json
  if (typeof member === 'string' && typeof account === 'string') return { account, member }
  if (typeof participant === 'string') return { participant }
  return typeof guest === 'string' ? { guest } : UNIDENTIFIED
}

/** Null where it is not given; what is of another kind names nothing, and is no null. */
function optionalText(value: unknown): string | null {
  if (value === undefined || value === null) return null
  return typeof value === 'string' ? value : NOBODY
}

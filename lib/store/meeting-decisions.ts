import { evaluate, loadState, Snapshot, type Answer } from '@assent/decision'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { addAccount } from '#lib/domain/decision/account-records.ts'
import { ChangeDraft } from '#lib/domain/decision/change-draft.ts'
import { addMeeting, type MeetingFacts } from '#lib/domain/decision/meeting-records.ts'
import { addMember } from '#lib/domain/decision/member-record.ts'
import { addPublished } from '#lib/domain/decision/published-records.ts'
import { BasisBook } from '#lib/domain/decision/yes-basis.ts'
import { foldMeeting } from '#lib/domain/meeting/fold-meeting.ts'
import type { Database } from './database.ts'
import { loadAccountFacts } from './decision-accounts.ts'
import { loadMeetingFacts } from './decision-meetings.ts'
import { loadMemberFacts } from './decision-members.ts'
import { loadPlatform } from './platform.ts'
import { loadPositions } from './positions.ts'
import { steadyRead } from './steady-read.ts'

/** What may happen now in one meeting, feature by feature: asked of what the decision point is told. */
export type MeetingDecisions = {
  readonly roster: number
  readonly ask: (feature: string, participant?: string) => Answer
  /** For one member alone, whoever else is there: what their own account and they themselves say of it. */
  readonly askMember: (feature: string, account: string, member: string) => Answer
}

/**
 * The state of one meeting and of everybody in it alone, read anew: as the decision point would have it,
 * made from the same records. Null where there is no such meeting.
 */
export async function loadMeetingDecisions(
  database: Database,
  meetingId: string,
  { at, digestOf }: { readonly at: Date; readonly digestOf: DigestOf },
): Promise<MeetingDecisions | null> {
  const platform = await loadPlatform(database)
  const acts = [...platform.catalogues, ...platform.endings].map(({ eventId }) => eventId)
  const positions = await loadPositions(database, acts)
  const facts = await steadyRead(database, async (client) => {
    const [meeting] = await loadMeetingFacts(client, [meetingId])
    if (meeting === undefined) return null
    const people = identifiedIn(meeting)
    const accountIds = new Set([meeting.accountId, ...people.map(({ accountId }) => accountId)])
    const accounts = await loadAccountFacts(client, [...accountIds])
    return { meeting, accounts, members: await loadMemberFacts(client, people) }
  })
  if (facts === null) return null
  const draft = new ChangeDraft()
  const published = { platform, at, digestOf }
  const bases = new BasisBook(digestOf)
  addPublished(draft, published)
  for (const account of facts.accounts) addAccount(draft, account, platform, new Set())
  for (const member of facts.members) addMember(draft, member, { published, positions, bases })
  addMeeting(draft, facts.meeting, published)
  const snapshot = await snapshotOf(draft)
  snapshot.heard(at.getTime())
  const roster = snapshot.meetings.get(meetingId)?.roster ?? 0
  return {
    roster,
    ask: (purpose, participant) =>
      evaluate(
        snapshot,
        {
          kind: 'feature',
          meeting: meetingId,
          roster,
          purpose,
          ...(participant === undefined ? {} : { participant }),
        },
        at.getTime(),
      ),
    askMember: (purpose, account, member) =>
      evaluate(snapshot, { kind: 'member', account, member, purpose }, at.getTime()),
  }
}

function identifiedIn(meeting: MeetingFacts) {
  const people = [...foldMeeting(meeting, meeting.changes).participants.values()]
  const known = people.flatMap(({ account, member }) =>
    account === null || member === null ? [] : { accountId: account, subjectId: member },
  )
  return [...new Map(known.map((each) => [each.subjectId, each])).values()]
}

async function snapshotOf(draft: ChangeDraft): Promise<Snapshot> {
  const { records, ...header } = draft.finish(0, 0)
  const end = { type: 'end', records: records.length, position: 0 }
  const lines = [{ ...header, after: null }, ...records, end]
  const snapshot = new Snapshot()
  await loadState(
    snapshot,
    lines.map((line) => `${JSON.stringify(line)}\n`),
    () => Promise.resolve(),
  )
  return snapshot
}

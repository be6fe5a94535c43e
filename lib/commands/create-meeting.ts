import type { ApiClient } from '#lib/domain/account/principal.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import type { MeetingInput } from '#lib/schemas/meetings.ts'
import { findAccountByReference } from '#lib/store/accounts.ts'
import { appendMeeting, findMeetingByExternalId, type StoredMeeting } from '#lib/store/meetings.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'account_unknown' | 'meeting_differs'

/** A meeting of an account, by the platform's own id. One that was registered before is answered again. */
export async function createMeeting(
  client: ApiClient,
  input: Omit<MeetingInput, 'changes'>,
  context: Context,
): Promise<Result<{ readonly id: string; readonly isNew: boolean }, Refusal>> {
  if (!client.scopes.includes('meetings')) return fail('forbidden')
  const { database } = context
  const account = await findAccountByReference(database, input.account)
  const isOther = client.accountId !== null && client.accountId !== account?.id
  if (account === null || isOther) return fail('account_unknown')
  const meeting: StoredMeeting = {
    id: context.newId(),
    accountId: account.id,
    externalId: input.meeting,
    createdAt: context.now(),
    label: input.label,
    isForMinors: input.forMinors,
    leavesOut: [...new Set(input.leavesOut)].sort(),
  }
  if (await appendMeeting(database, meeting)) return ok({ id: meeting.id, isNew: true })
  const known = await findMeetingByExternalId(database, account.id, input.meeting)
  if (known === null) throw new Error(`table meeting has lost ${input.meeting}`)
  return isSame(known, meeting) ? ok({ id: known.id, isNew: false }) : fail('meeting_differs')
}

function isSame(known: StoredMeeting, meeting: StoredMeeting): boolean {
  const said = ({ label, isForMinors, leavesOut }: StoredMeeting) =>
    JSON.stringify([label, isForMinors, leavesOut])
  return said(known) === said(meeting)
}

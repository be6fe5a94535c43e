import { loadState, Snapshot, type StateRecord } from '@assent/decision'
import { expect, test } from 'vitest'
import {
  linesOf,
  member,
  NOW,
  participant,
  world,
} from '../../packages/decision/src/testdata/world.ts'
import { decideEvaluation } from './decide-evaluation.ts'

// Acme hosts; Ann and Bob of Acme are there, and have said yes.

const noes: readonly StateRecord[] = [member('beta', 'vic', [[0, 'refused']])]

test('somebody is found in a meeting as a participant, or as the member who takes part', async () => {
  expect(await codes('p-ann')).toEqual([])
  expect(await codes('ann')).toEqual([])
  expect(await codes('u_ann')).toEqual([])
  expect(await codes('vic')).toEqual(['UNKNOWN_PARTICIPANT'])
  expect(await codes('nobody')).toEqual(['UNKNOWN_PARTICIPANT'])
  expect(await codes('ann', { type: 'guest' })).toEqual(['UNKNOWN_PARTICIPANT'])
})

test('a member who takes part twice is in only where both are', async () => {
  const phone = participant('p-phone', 'acme', 'ann')
  expect(await codes('ann', {}, phone)).toEqual([])
  const room = participant('p-phone', 'acme', 'ann', { device: 'room' })
  expect(await codes('ann', {}, room)).toEqual(['PARTICIPANT_IS_A_ROOM'])
  expect(await codes('p-ann', {}, room)).toEqual([])
  const left = participant('p-phone', 'acme', 'ann', { device: 'room', present: false })
  expect(await codes('ann', {}, left)).toEqual([])
})

test('where members of two accounts are called the same, one is named by their account, or nobody is', async () => {
  const there = [
    ...noes,
    member('beta', 'ann', [[0, 'refused']]),
    participant('p-0', 'beta', 'ann'),
  ]
  const named = (account: unknown) => ({ properties: { account } })
  expect(await codes('ann', {}, ...there)).toEqual(['UNKNOWN_PARTICIPANT'])
  expect(await codes('ann', named('acme'), ...there)).toEqual([])
  expect(await codes('ann', named('org-acme'), ...there)).toEqual([])
  expect(await codes('ann', named('beta'), ...there)).toEqual(['PARTICIPANT_REFUSED'])
  for (const account of ['nowhere', 7, ''])
    expect(await codes('ann', named(account), ...there)).toEqual(['UNKNOWN_PARTICIPANT'])
})

/** Why the summary may not take in their part; nothing where it may. */
async function codes(
  id: string,
  more: { readonly type?: string; readonly properties?: Readonly<Record<string, unknown>> } = {},
  ...changes: readonly StateRecord[]
): Promise<string[]> {
  const asked = {
    subject: { type: 'user', id, properties: {}, ...more },
    action: { name: 'meeting_summary' },
    resource: { type: 'meeting', id: 'm1', properties: { roster: 1 } },
    context: {},
  }
  const snapshot = new Snapshot()
  await loadState(snapshot, [linesOf([...world, ...changes])], () => Promise.resolve())
  snapshot.heard(NOW)
  const { decision, reasons } = decideEvaluation(snapshot, asked, { accountId: null }, NOW)
  return decision === 'permit' ? [] : reasons.map(({ code }) => code)
}

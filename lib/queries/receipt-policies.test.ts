import { expect, test } from 'vitest'
import {
  accountPolicyDocument,
  featurePolicyDocument,
  groupDocument,
  observationDocument,
} from '#lib/domain/receipt/policy-documents.ts'
import { policyContent } from './receipt-policies.ts'
import { receiptWords } from './receipt-words.ts'

const said = {
  eventId: '0199a000-0000-7000-8000-000000000001',
  at: new Date('2026-03-02T09:00:00Z'),
  actorId: '0199a000-0000-7000-8000-000000000002',
  account: { key: 'a', name: 'Harbour', url: '', address: '', email: '', dpv: 'x' },
} as unknown as Parameters<typeof observationDocument>[0]

function linesOf(...[kind, document]: Parameters<typeof policyContent>): string[] {
  const content = policyContent(kind, document)
  if (content === null) throw new Error('no policy')
  const { owner, statements } = receiptWords({ ...content, termsVersions: [] })
  expect(owner).toBe('Your organisation’s')
  return statements.map(({ about, state, more }) => [`${about}: ${state}`, ...more].join(' '))
}

test('the rules of an account are said as sentences', () => {
  const policy = { regime: 'minors', setting: 'school', unknownPlaceIsStrict: true } as const
  expect(linesOf('AccountPolicyDocument', accountPolicyDocument({ ...said, policy }))).toEqual([
    'Rules for your people: those for people under age.',
    'Where your people meet: school. What is ruled out in such a place stays off.',
    'Somebody whose place is not known: counts as in a place that wants everyone’s yes.',
  ])
})

test('how features treat people, here and elsewhere', () => {
  const none = { mode: null, elsewhere: null, elsewhereMode: null, authorisation: null }
  const policies = [
    { ...none, purpose: 'chat_compose' },
    {
      purpose: 'meeting_summary',
      mode: 'everyone-agrees' as const,
      elsewhere: 'off' as const,
      elsewhereMode: 'leave-out' as const,
      authorisation: 'Agreement 7',
    },
  ]
  expect(linesOf('FeaturePolicyDocument', featurePolicyDocument({ ...said, policies }))).toEqual([
    'Chat compose: treats your people as it does by itself. In other organisations’ meetings nothing is decided yet, which counts as off.',
    'Meeting summary: everyone agrees. In other organisations’ meetings: off for all of your people. There at least: leave out. Authorised by Agreement 7.',
  ])
})

test('until when decisions are only watched, and that they hold', () => {
  const until = new Date('2026-05-01T00:00:00Z')
  expect(linesOf('ObservationDocument', observationDocument({ ...said, until }))).toEqual([
    'Decisions of the platform: only watched until 1 May 2026. Until then each is worked out and shown, and the platform follows none.',
  ])
  expect(linesOf('ObservationDocument', observationDocument({ ...said, until: null }))).toEqual([
    'Decisions of the platform: they hold.',
  ])
})

test('who came into a group is counted and not named', () => {
  const [ann, bob] = [
    '0199a000-0000-7000-8000-00000000000a',
    '0199a000-0000-7000-8000-00000000000b',
  ]
  const group = {
    ...said,
    groupId: '0199a000-0000-7000-8000-00000000000c',
    name: 'Legal',
    members: [
      { subjectId: ann, seq: 1, isIn: true },
      { subjectId: bob, seq: 2, isIn: false },
    ],
    settings: [
      { purpose: 'meeting_summary', category: null, kind: 'off' as const, seq: 1 },
      {
        purpose: 'product_improvement',
        category: 'screen_sharing',
        kind: 'members_decide' as const,
        seq: 2,
      },
    ],
  }
  expect(linesOf('GroupDocument', groupDocument(group))).toEqual([
    'The group Legal: 1 person came in, 1 person left.',
    'Meeting summary: off for everyone in the group. Every yes of theirs to it ends with this act. To lift it brings no yes back.',
    'Product improvement: screen sharing: not off for the group any more. What your organisation has off stays off.',
  ])
})

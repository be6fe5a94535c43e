import { parseStatement } from '@assent/receipt'
import fc from 'fast-check'
import { afterAll, afterEach, expect, test } from 'vitest'
import { FEATURE_MODES } from '@assent/decision'
import {
  accountPolicyWidens,
  featurePolicyWidens,
  type AccountPolicy,
  type FeaturePolicy,
} from '#lib/domain/account/policy.ts'
import { policyRevision } from '#lib/domain/account/policy-plan.ts'
import type { Principal } from '#lib/domain/account/principal.ts'
import { listRecord } from '#lib/queries/record.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadAccountPolicy, loadFeaturePolicies, loadObservation } from '#lib/store/policies.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { setAccountPolicy, type AccountPolicyInput } from './set-account-policy.ts'
import { setObservation } from './set-observation.ts'
import { setFeaturePolicy, type FeaturePolicyInput } from './set-feature-policy.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
const { context } = world

afterEach(() => checkActs(world))
afterAll(() => closeDatabase(database))

test('an account’s rules begin open, narrow from any page and widen from a current one only', async () => {
  const { admin, account } = await world.team()
  expect(await loadAccountPolicy(database, account.id)).toEqual({
    ...{ seq: 0, regime: 'none', setting: null, unknownPlaceIsStrict: false },
  })
  const strict = { regime: 'minors', unknownPlaceIsStrict: true } as const
  must(await rule(admin, strict))
  expect(await rule(admin, strict)).toEqual({ ok: true, value: { eventId: null } })
  expect(await rule(admin, { regime: 'none' })).toMatchObject({ code: 'stale_page' })
  expect(await rule(admin, { regime: 'healthcare' })).toMatchObject({
    code: 'stale_page',
  })
  must(await rule(admin, { regime: 'none' }, '1'))
  const now = await loadAccountPolicy(database, account.id)
  expect(now).toMatchObject({ seq: 2, regime: 'none', unknownPlaceIsStrict: true })
})

test('a feature’s policy narrows from any page, widens from a current one, and is recorded whole', async () => {
  const { admin, account } = await world.team()
  const open = { purpose: 'meeting_summary', elsewhere: 'members_decide' } as const
  expect(await say(admin, open)).toMatchObject({ code: 'stale_page' })
  must(await say(admin, open, await revisionOf(account.id)))
  must(await say(admin, { purpose: 'meeting_summary', mode: 'everyone-agrees' }))
  must(await say(admin, { purpose: 'meeting_summary', elsewhere: 'off' }))
  const policies = await loadFeaturePolicies(database, account.id)
  expect(policies.get('meeting_summary')).toEqual({
    ...{ purpose: 'meeting_summary', seq: 3, mode: 'everyone-agrees', elsewhere: 'off' },
    ...{ elsewhereMode: null, authorisation: null },
  })
  const { entries } = await listRecord(admin, { kinds: null, before: null }, context)
  expect(entries[0]).toMatchObject({
    sentence: 'You changed how AI features treat the organisation’s people.',
    details: ['Meeting summary: in our meetings: everyone agrees; elsewhere: off for everyone'],
  })
})

test('a mode that passes over silence needs a recorded ground, and has none elsewhere', async () => {
  const { admin, account } = await world.team()
  const telling = { purpose: 'meeting_summary', mode: 'tell-and-object' } as const
  const revision = () => revisionOf(account.id)
  expect(await say(admin, telling, await revision())).toMatchObject({
    code: 'ground_needed',
  })
  await world.permitOnGround(admin, 'Works agreement 7', 'meeting_summary')
  must(await say(admin, telling, await revision()))
  const elsewhere = { purpose: 'meeting_summary', elsewhereMode: 'tell-and-object' } as const
  expect(await say(admin, elsewhere, await revision())).toMatchObject({
    code: 'ground_needed',
  })
})

test('what is no feature has no policy', async () => {
  const { admin } = await world.team()
  for (const [purpose, code] of [
    ['product_improvement', 'not_a_feature'],
    ['mind_reading', 'unknown_purpose'],
  ] as const)
    expect(await say(admin, { purpose, elsewhere: 'off' })).toMatchObject({ code })
})

test('owner and admin decide; the platform’s software by itself only narrows', async () => {
  const { account, owner, member, auditor } = await world.team()
  const strict = { unknownPlaceIsStrict: true } as const
  const off = { purpose: 'meeting_summary', elsewhere: 'off' } as const
  const client = await world.client(account, ['accounts'])
  const others: Principal[] = [
    ...[member, auditor, world.commandLine, await world.operator()],
    { ...client, scopes: ['decide', 'meetings', 'answers'] },
  ]
  for (const principal of others) {
    expect(await rule(principal, strict)).toMatchObject({ code: 'forbidden' })
    expect(await say(principal, off)).toMatchObject({ code: 'forbidden' })
    expect(await watch(principal, null)).toMatchObject({ code: 'forbidden' })
  }
  must(await rule(client, strict))
  must(await say(client, off))
  expect(await rule(client, { unknownPlaceIsStrict: false }, '1')).toMatchObject({
    code: 'admin_needed',
  })
  const open = { purpose: 'meeting_summary', elsewhere: 'members_decide' } as const
  const revision = await revisionOf(account.id)
  expect(await say(client, open, revision)).toMatchObject({ code: 'admin_needed' })
  must(await say(owner, open, revision))
})

test('what an admin did in the platform’s own client is the admin’s act, and says who handed it over', async () => {
  const { account, admin } = await world.team()
  const { subjectId: apiKeyId } = await world.client(account, ['accounts'])
  const conveyed = { ...admin, conveyance: { apiKeyId, method: 'client' as const } }
  must(await rule(conveyed, { unknownPlaceIsStrict: true }))
  const { entries } = await listRecord(admin, { kinds: null, before: null }, context)
  expect(entries[0]).toMatchObject({
    sentence: 'You changed the rules under which the organisation’s people are asked.',
    details: [
      'No special rules',
      'An unknown place counts as one that wants everyone’s consent',
      'Done in the platform’s own client, and handed over by Test client.',
    ],
  })
  const { jws } = await database.prisma.receipt.findFirstOrThrow({
    where: { accountId: account.id },
    orderBy: { eventId: 'desc' },
  })
  const { credentialSubject } = parseStatement(jws).credential
  expect(credentialSubject).toMatchObject({
    conveyedBy: `urn:uuid:${apiKeyId}`,
    method: 'client',
    'dpv:isIndicatedBy': { '@id': `urn:uuid:${admin.subjectId}` },
  })
})

test('decisions are only watched from a current page on, for a year at most; software ends it', async () => {
  const { account, admin } = await world.team()
  const client = await world.client(account, ['accounts'])
  const inDays = (days: number) => new Date(context.now().getTime() + days * 86_400_000)
  expect(await watch(admin, inDays(30))).toMatchObject({ code: 'stale_page' })
  for (const days of [0, -1, 400])
    expect(await watch(admin, inDays(days), '0')).toMatchObject({ code: 'until_out_of_range' })
  expect(await watch(client, inDays(30), '0')).toMatchObject({ code: 'admin_needed' })
  must(await watch(admin, inDays(30), '0'))
  expect(await loadObservation(database, account.id)).toEqual({ seq: 1, until: inDays(30) })
  must(await watch(client, null))
  expect(await loadObservation(database, account.id)).toEqual({ seq: 2, until: null })
  const { entries } = await listRecord(admin, { kinds: null, before: null }, context)
  expect(entries.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
    'The platform’s software ended the time in which decisions are only watched.',
    'You had decisions only watched until 1 April 2026.',
  ])
})

test('what neither widens nor is the same narrows: of two policies at most one way widens freely', () => {
  const accountPolicy: fc.Arbitrary<AccountPolicy> = fc.record({
    regime: fc.constantFrom('none', 'minors', 'healthcare'),
    setting: fc.constantFrom(null, 'workplace', 'school'),
    unknownPlaceIsStrict: fc.boolean(),
  })
  const mode = fc.constantFrom(null, ...FEATURE_MODES)
  const featurePolicy: fc.Arbitrary<FeaturePolicy> = fc.record({
    ...{ mode, elsewhereMode: mode },
    elsewhere: fc.constantFrom(null, 'members_decide', 'off'),
    authorisation: fc.constantFrom(null, 'BAA 4711', 'School board 3'),
  })
  const ground = fc.constantFrom('consent' as const, 'other_ground' as const)
  fc.assert(
    fc.property(accountPolicy, accountPolicy, accountPolicy, (one, other, third) => {
      expect(accountPolicyWidens(one, one)).toBe(false)
      if (!accountPolicyWidens(one, other) && !accountPolicyWidens(other, third))
        expect(accountPolicyWidens(one, third)).toBe(false)
    }),
  )
  fc.assert(
    fc.property(featurePolicy, featurePolicy, featurePolicy, ground, (one, other, third, on) => {
      expect(featurePolicyWidens(one, one, on)).toBe(false)
      if (!featurePolicyWidens(one, other, on) && !featurePolicyWidens(other, third, on))
        expect(featurePolicyWidens(one, third, on)).toBe(false)
    }),
  )
})

function rule(
  principal: Principal,
  policy: AccountPolicyInput['policy'],
  expected: string | null = null,
) {
  return setAccountPolicy(principal, { policy, expected }, context)
}

function say(
  principal: Principal,
  policy: FeaturePolicyInput['policies'][number],
  expected: string | null = null,
) {
  return setFeaturePolicy(principal, { policies: [policy], expected, language }, context)
}

async function revisionOf(accountId: string): Promise<string> {
  const { digestOf, now } = context
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, accountId, moment)
  return policyRevision(cells, await loadFeaturePolicies(database, accountId), digestOf)
}

function watch(principal: Principal, until: Date | null, expected: string | null = null) {
  return setObservation(principal, { until, expected }, context)
}

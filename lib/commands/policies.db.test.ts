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
import type { ApiClient, Principal } from '#lib/domain/account/principal.ts'
import { listRecord } from '#lib/queries/record.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { loadAccountPolicy, loadFeaturePolicies } from '#lib/store/policies.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { language, must, openWorld } from '../../test-support/world.ts'
import { setAccountPolicy, type AccountPolicyInput } from './set-account-policy.ts'
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
  must(await rule(admin, account.id, strict))
  expect(await rule(admin, account.id, strict)).toEqual({ ok: true, value: { eventId: null } })
  expect(await rule(admin, account.id, { regime: 'none' })).toMatchObject({ code: 'stale_page' })
  expect(await rule(admin, account.id, { regime: 'healthcare' })).toMatchObject({
    code: 'stale_page',
  })
  must(await rule(admin, account.id, { regime: 'none' }, '1'))
  const now = await loadAccountPolicy(database, account.id)
  expect(now).toMatchObject({ seq: 2, regime: 'none', unknownPlaceIsStrict: true })
})

test('a feature’s policy narrows from any page, widens from a current one, and is recorded whole', async () => {
  const { admin, account } = await world.team()
  const open = { purpose: 'meeting_summary', elsewhere: 'members_decide' } as const
  expect(await say(admin, account.id, open)).toMatchObject({ code: 'stale_page' })
  must(await say(admin, account.id, open, await revisionOf(account.id)))
  must(await say(admin, account.id, { purpose: 'meeting_summary', mode: 'everyone-agrees' }))
  must(await say(admin, account.id, { purpose: 'meeting_summary', elsewhere: 'off' }))
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
  expect(await say(admin, account.id, telling, await revision())).toMatchObject({
    code: 'ground_needed',
  })
  await world.permitOnGround(admin, 'Works agreement 7', 'meeting_summary')
  must(await say(admin, account.id, telling, await revision()))
  const elsewhere = { purpose: 'meeting_summary', elsewhereMode: 'tell-and-object' } as const
  expect(await say(admin, account.id, elsewhere, await revision())).toMatchObject({
    code: 'ground_needed',
  })
})

test('what is no feature has no policy', async () => {
  const { admin, account } = await world.team()
  for (const [purpose, code] of [
    ['product_improvement', 'not_a_feature'],
    ['mind_reading', 'unknown_purpose'],
  ] as const)
    expect(await say(admin, account.id, { purpose, elsewhere: 'off' })).toMatchObject({ code })
})

test('owner and admin of that account decide; the platform’s software by itself only narrows', async () => {
  const { account, owner, member, auditor } = await world.team()
  const { admin: outsider } = await world.team()
  const strict = { unknownPlaceIsStrict: true } as const
  const off = { purpose: 'meeting_summary', elsewhere: 'off' } as const
  const others: Principal[] = [
    ...[member, auditor, outsider, world.commandLine, await world.operator()],
    client(null, ['decide', 'meetings', 'answers']),
    client(outsider.accountId, ['accounts']),
  ]
  for (const principal of others) {
    expect(await rule(principal, account.id, strict)).toMatchObject({ code: 'forbidden' })
    expect(await say(principal, account.id, off)).toMatchObject({ code: 'forbidden' })
  }
  const key = client(account.id, ['accounts'])
  await database.pool.query(
    `INSERT INTO subject (id, kind, account_id) VALUES ($1, 'client', $2)`,
    [key.subjectId, account.id],
  )
  must(await rule(key, account.id, strict))
  must(await say(key, account.id, off))
  expect(await rule(key, account.id, { unknownPlaceIsStrict: false }, '1')).toMatchObject({
    code: 'admin_needed',
  })
  const open = { purpose: 'meeting_summary', elsewhere: 'members_decide' } as const
  const revision = await revisionOf(account.id)
  expect(await say(key, account.id, open, revision)).toMatchObject({ code: 'admin_needed' })
  must(await say(owner, account.id, open, revision))
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
  accountId: string,
  policy: AccountPolicyInput['policy'],
  expected: string | null = null,
) {
  return setAccountPolicy(principal, { accountId, policy, expected }, context)
}

function say(
  principal: Principal,
  accountId: string,
  policy: FeaturePolicyInput['policies'][number],
  expected: string | null = null,
) {
  return setFeaturePolicy(principal, { accountId, policies: [policy], expected, language }, context)
}

async function revisionOf(accountId: string): Promise<string> {
  const { digestOf, now } = context
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, accountId, moment)
  return policyRevision(cells, await loadFeaturePolicies(database, accountId), digestOf)
}

function client(accountId: string | null, scopes: ApiClient['scopes']): ApiClient {
  return { kind: 'api_client', subjectId: context.newId(), accountId, scopes }
}

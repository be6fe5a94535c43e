import { createClient } from '@assent/decision'
import { expect, test } from 'vitest'
import { until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, summaryOf } from '../../test-support/decision-world.ts'

const { world, point, team } = await openDecisionWorld(async (made) => ({
  team: await made.team(),
}))
const { key } = await point.newKey()

const asked = () => summaryOf(team)

const flag = async () => {
  const context = { targetingKey: team.member.subjectId, account: team.account.id }
  const answer = await point.post('/ofrep/v1/evaluate/flags/meeting_summary', key, { context })
  return ((await answer.json()) as { metadata: Record<string, unknown> }).metadata
}

test('AuthZEN, OFREP and the client say until when decisions are only watched, and decide as ever', async () => {
  const client = createClient({ url: point.url, key })
  await client.waitUntilReady()
  const decide = () =>
    client.decide({
      kind: 'member',
      account: team.account.id,
      member: team.member.subjectId,
      purpose: 'meeting_summary',
    })
  expect((await point.evaluate(key, asked())).context).not.toHaveProperty('observed_until')
  expect(await flag()).not.toHaveProperty('observedUntil')
  expect(decide().observedUntil).toBeNull()
  const wish = new Date(Date.now() + 3_600_000)
  await world.watch(team.admin, wish)
  await until(() => decide().observedUntil === wish.getTime())
  const { decision, context } = await point.evaluate(key, asked())
  expect({ decision, ...context }).toMatchObject({
    decision: false,
    reason: 'ACCOUNT_UNSET',
    observed_until: wish.toISOString(),
  })
  expect(await flag()).toMatchObject({
    reason: 'ACCOUNT_UNSET',
    observedUntil: wish.toISOString(),
  })
  await world.watch(team.admin, null)
  await until(() => decide().observedUntil === null)
  expect((await point.evaluate(key, asked())).context).not.toHaveProperty('observed_until')
  client.close()
})

test('from the date on they hold, though nothing was recorded then, and none is valid for longer', async () => {
  const wish = new Date(Date.now() + 700)
  await world.watch(team.admin, wish)
  await until(async () => 'observed_until' in (await point.evaluate(key, asked())).context)
  let last = (await point.evaluate(key, asked())).context
  for (; 'observed_until' in last; last = (await point.evaluate(key, asked())).context)
    expect(Date.parse(String(last['valid_until']))).toBeLessThanOrEqual(wish.getTime())
  expect(Date.parse(String(last['evaluated_at']))).toBeGreaterThanOrEqual(wish.getTime())
  expect(await flag()).not.toHaveProperty('observedUntil')
})

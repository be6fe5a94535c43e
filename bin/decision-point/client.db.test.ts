import { createClient, type ConsentClient } from '@assent/decision'
import { afterAll, expect, test } from 'vitest'
import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam } from '../../test-support/decision-world.ts'
import { must } from '../../test-support/world.ts'

// The client that a platform embeds, against the decision point and the database behind it.

const { world, point, team } = await openDecisionWorld(async (made) => ({
  team: await openTeam(made),
}))
const clients: ConsentClient[] = []
afterAll(() => {
  for (const each of clients) each.close()
})

async function connect(key: string): Promise<ConsentClient> {
  const client = createClient({ url: point.url, key })
  clients.push(client)
  await client.waitUntilReady()
  return client
}

function decisionOf(client: ConsentClient): string {
  const { id: account } = team.account
  const member = team.member.subjectId
  return client.decide({ kind: 'member', account, member, purpose: 'meeting_summary' }).decision
}

test('a client answers from the record, and a no reaches it as it is committed', async () => {
  const client = await connect((await point.newKey()).key)
  expect(decisionOf(client)).toBe('permit')
  await world.leaveOut(team.member, 'meeting_summary')
  await until(() => decisionOf(client) === 'deny')
  await world.include(team.member, 'meeting_summary')
  await until(() => decisionOf(client) === 'permit')
})

test('a client whose key is revoked knows nothing any more', async () => {
  const { key, id } = await point.newKey()
  const client = await connect(key)
  must(await revokeApiKey(world.commandLine, { id }, world.context))
  await until(() => client.status === 'none')
  expect(decisionOf(client)).toBe('deny')
})

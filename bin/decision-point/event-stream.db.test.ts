import { applyIncrement, evaluate, loadState, Snapshot } from '@assent/decision'
import { expect, test } from 'vitest'
import { bearer, until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam } from '../../test-support/decision-world.ts'
import type { Team } from '../../test-support/world.ts'

const { world, point, team, other } = await openDecisionWorld(async (made) => ({
  team: await openTeam(made),
  other: await openTeam(made),
}))

test('a copy that loads the state and follows its changes answers as the decision point does', async () => {
  const copy = await openCopy((await point.newKey()).key)
  expect(copy.decision(team)).toBe('permit')
  await world.leaveOut(team.member, 'meeting_summary')
  await until(() => copy.decision(team) === 'deny')
  await world.include(team.member, 'meeting_summary')
  await until(() => copy.decision(team) === 'permit')
  await world.forbid(other.admin, 'meeting_summary')
  await until(() => copy.decision(other) === 'deny')
  copy.close()
})

test('whoever comes back is told what they missed, and of what nobody knows to load anew', async () => {
  const { key } = await point.newKey()
  const { position } = point.live.snapshot
  await world.permit(other.admin, 'meeting_summary')
  await world.include(other.member, 'meeting_summary')
  await until(() => point.live.snapshot.position >= position + 2)
  const missed = await firstEvents(`/v1/events?after=${String(position)}`, key, 3)
  expect(missed.map(({ event }) => event)).toEqual(['change', 'change', 'current'])
  const byHeader = await firstEvents('/v1/events', key, 1, { 'last-event-id': String(position) })
  expect(byHeader).toEqual([missed[0]])
  for (const path of ['/v1/events', '/v1/events?after=7', '/v1/events?after=x'])
    expect(await firstEvents(path, key, 1)).toEqual([{ event: 'reload', data: {} }])
})

test('a key of one account is told of that account alone, and misses no change', async () => {
  const { key } = await point.newKey(['decide'], team.account.slug)
  const state = await (await fetch(`${point.url}/v1/state`, { headers: bearer(key) })).text()
  expect(state).toContain(team.member.subjectId)
  expect(state).not.toContain(other.account.id)
  const copy = await openCopy(key)
  const { position } = copy.snapshot
  await world.leaveOut(other.member, 'meeting_summary')
  await until(
    () =>
      copy.snapshot.position > position && copy.snapshot.position === point.live.snapshot.position,
  )
  expect(copy.decision(team)).toBe('permit')
  expect(copy.decision(other)).toBe('deny')
  expect(copy.text).not.toContain(other.member.subjectId)
  copy.close()
})

test('whoever hangs up is told nothing more', async () => {
  const { key } = await point.newKey()
  const { position } = point.live.snapshot
  const stopping = new AbortController()
  await fetch(`${point.url}/v1/events?after=${String(position)}`, {
    headers: bearer(key),
    signal: stopping.signal,
  })
  await until(() => point.live.followerCount === 1)
  stopping.abort()
  await until(() => point.live.followerCount === 0)
})

type Event = { readonly event: string; readonly data: unknown }

/** As the first client of the stream is written: a whole state, then what changes. */
async function openCopy(key: string) {
  const stopping = new AbortController()
  const headers = bearer(key)
  const snapshot = new Snapshot()
  const state = await fetch(`${point.url}/v1/state`, { headers })
  await loadState(snapshot, state.body!, () => Promise.resolve())
  const copy = {
    snapshot,
    text: '',
    close: () => stopping.abort(),
    decision: ({ account, member }: Team) =>
      evaluate(
        snapshot,
        {
          kind: 'member',
          account: account.id,
          member: member.subjectId,
          purpose: 'meeting_summary',
        },
        Date.now(),
      ).decision,
  }
  const stream = await fetch(`${point.url}/v1/events?after=${String(snapshot.position)}`, {
    headers,
    signal: stopping.signal,
  })
  void follow(stream, ({ event, data }) => {
    copy.text += JSON.stringify(data)
    if (event === 'change') applyIncrement(snapshot, data)
    if (event === 'current') snapshot.heard((data as { at: number }).at)
  }).catch(() => undefined)
  await until(() => !snapshot.isLost)
  return copy
}

async function firstEvents(
  path: string,
  key: string,
  count: number,
  headers: Record<string, string> = {},
): Promise<Event[]> {
  const stopping = new AbortController()
  const options = { headers: { ...bearer(key), ...headers }, signal: stopping.signal }
  const answer = await fetch(`${point.url}${path}`, options)
  expect(answer.headers.get('content-type')).toBe('text/event-stream')
  expect(Number(answer.headers.get('assent-time'))).toBeGreaterThan(0)
  const events: Event[] = []
  await follow(answer, (event) => {
    events.push(event)
    if (events.length === count) stopping.abort()
  }).catch(() => undefined)
  return events.slice(0, count)
}

async function follow(answer: Response, told: (event: Event) => void): Promise<void> {
  let rest = ''
  for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
    const blocks = (rest + chunk).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const [, event = ''] = /^event: (.*)$/m.exec(block) ?? []
      const [, data = ''] = /^data: (.*)$/m.exec(block) ?? []
      told({ event, data: JSON.parse(data) })
    }
  }
}

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readMeetingLink } from '#lib/auth/meeting-link.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { callWith, keyFor } from '../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../test-support/database.ts'
import { problemOf } from '../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../test-support/world.ts'
import { GET as getMeeting } from './[meeting]/route.ts'
import { POST as postChanges } from './[meeting]/changes/route.ts'
import { POST as postMeeting } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
process.env['NEXTAUTH_SECRET'] = 'a secret of at least thirty-two characters'
const database = openDatabase(at.url)
let world: World
let team: Team
let key: string
let ownKey: string
let othersKey: string
let lesserKey: string
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  team = await world.team()
  await world.account('quarry')
  key = await keyFor(world, ['meetings'])
  ownKey = await keyFor(world, ['meetings'], team.account.slug)
  othersKey = await keyFor(world, ['meetings'], 'quarry')
  lesserKey = await keyFor(world, ['decide', 'accounts', 'answers'])
})
afterAll(() => closeDatabase(database))

describe('who may', () => {
  test('a stranger, a lesser scope and another account’s key may neither register nor state nor read', async () => {
    const { id } = await register('who')
    const before = await countChanges()
    const body = { account: team.account.slug, meeting: 'who-2' }
    const changes = { changes: [{ kind: 'ended', key: 'x' }] }
    const calls: [RouteHandler, Record<string, string>, unknown][] = [
      [postMeeting, {}, body],
      [postChanges, { meeting: id }, changes],
      [getMeeting, { meeting: id }, undefined],
    ]
    for (const [handler, params, sent] of calls) {
      const stranger = await callWith(null, handler, params, sent)
      expect(stranger.headers.get('www-authenticate')).toBe('Bearer')
      expect(await problemOf(stranger)).toBe('401 api_key_required')
      const lesser = await callWith(lesserKey, handler, params, sent)
      expect(await problemOf(lesser)).toBe('403 scope_missing')
      const other = await callWith(othersKey, handler, params, sent)
      const unknown = handler === postMeeting ? 'account_unknown' : 'meeting_unknown'
      expect(await problemOf(other)).toBe(`404 ${unknown}`)
    }
    expect(await countChanges()).toBe(before)
  })

  test('an account’s own key speaks of its meetings', async () => {
    const { id } = await register('own', [], ownKey)
    expect((await callWith(ownKey, getMeeting, { meeting: id })).status).toBe(200)
  })
})

describe('registering', () => {
  test('the same again is answered again, with 200; other properties are a conflict', async () => {
    const body = { account: team.account.slug, meeting: 'again', label: 'legal' }
    const first = await callWith(key, postMeeting, {}, body)
    expect(first.status).toBe(201)
    const { id } = (await first.json()) as { id: string }
    expect(first.headers.get('location')).toBe(`/api/v1/meetings/${id}`)
    const second = await callWith(key, postMeeting, {}, body)
    expect([second.status, ((await second.json()) as { id: string }).id]).toEqual([200, id])
    const other = await callWith(key, postMeeting, {}, { ...body, label: null })
    expect(await problemOf(other)).toBe('409 meeting_differs')
  })

  test('an account has a meeting of one id once, also at the same moment', async () => {
    const body = { account: team.account.slug, meeting: 'race' }
    const all = await Promise.all([1, 2, 3].map(() => callWith(key, postMeeting, {}, body)))
    expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 201])
  })

  test('two accounts may call two meetings the same', async () => {
    const ours = await register('weekly')
    const response = await callWith(key, postMeeting, {}, { account: 'quarry', meeting: 'weekly' })
    expect(((await response.json()) as { id: string }).id).not.toBe(ours.id)
  })

  test('an account that nobody knows hosts nothing', async () => {
    const response = await callWith(key, postMeeting, {}, { account: 'nowhere', meeting: 'm' })
    expect(await problemOf(response)).toBe('404 account_unknown')
  })
})

describe('what happens in it', () => {
  test('a decision says until when its account only watches decisions', async () => {
    const { id } = await register('watched')
    const on = {
      kind: 'feature_started',
      key: 'on',
      feature: 'meeting_summary',
      participant: 'ana',
    }
    const decisions = async (key: string) =>
      (await state(id, [{ ...on, key }, joined('ana')])).decisions
    expect(await decisions('before')).toMatchObject([{ decision: 'deny' }])
    expect((await decisions('before'))[0]).not.toHaveProperty('observed_until')
    const until = new Date(world.context.now().getTime() + 60_000)
    await world.watch(team.admin, until)
    const [decision] = await decisions('while')
    expect(decision).toMatchObject({ decision: 'deny', observed_until: until.toISOString() })
    await world.watch(team.admin, null)
    expect((await decisions('after'))[0]).not.toHaveProperty('observed_until')
  })

  test('each change is a version of the roster; sent again it is known, and changes nothing', async () => {
    const { id } = await register('changes')
    const changes = [
      joined('ana', { member: team.member.subjectId }),
      joined('gus', { place: 'DE', device: 'phone' }),
      { kind: 'host_changed', key: 'host', participant: 'ana' },
      { kind: 'feature_started', key: 'on', feature: 'meeting_summary', participant: 'ana' },
    ]
    const first = await state(id, changes)
    expect(first).toMatchObject({
      roster: 4,
      changes: changes.map((change, i) => ({
        key: change.key,
        outcome: 'recorded',
        roster: i + 1,
      })),
    })
    const again = await state(id, changes.toReversed())
    expect(again.roster).toBe(4)
    expect(again.changes.map(({ outcome }) => outcome)).toEqual([
      'known',
      'known',
      'known',
      'known',
    ])
    const view: unknown = await (await callWith(key, getMeeting, { meeting: id })).json()
    expect(view).toMatchObject({
      roster: 4,
      ended: false,
      host: 'ana',
      features: [{ feature: 'meeting_summary', switch: 'on' }],
      participants: [
        { participant: 'ana', present: true, party: 'member', canBeAsked: true },
        { participant: 'gus', present: true, party: 'guest', device: 'phone', canBeAsked: false },
      ],
    })
  })

  test('statements come out of order, and what happened later holds', async () => {
    const { id } = await register('order')
    const now = world.context.now().getTime()
    const instant = (ms: number) => new Date(now + ms).toISOString()
    await state(id, [{ kind: 'left', key: 'l', participant: 'ana', at: instant(-1000) }])
    await state(id, [{ ...joined('ana'), at: instant(-2000) }])
    expect(await presentIn(id)).toEqual([])
    await state(id, [{ ...joined('ana'), key: 'back', at: instant(0) }])
    expect(await presentIn(id)).toEqual(['ana'])
  })

  test('at the same moment every statement gets a version of its own', async () => {
    const { id } = await register('crowd')
    const people = Array.from({ length: 12 }, (_, i) => `p${String(i)}`)
    const answers = await Promise.all(people.map((each) => state(id, [joined(each)])))
    const rosters = answers.map(({ changes }) => changes[0]?.roster)
    expect(rosters.toSorted((a, b) => (a ?? 0) - (b ?? 0))).toEqual(people.map((_, i) => i + 1))
  })

  test('a key that was used for another statement is named, and the first one stays', async () => {
    const { id } = await register('differs')
    await state(id, [joined('ana')])
    const { changes } = await state(id, [{ kind: 'left', key: 'join ana', participant: 'ana' }])
    expect(changes).toEqual([{ key: 'join ana', outcome: 'differs', roster: 1 }])
    expect(await presentIn(id)).toEqual(['ana'])
  })

  test('a member of an account that is not known is neither a member nor a guest', async () => {
    const { id } = await register('unidentified')
    await state(id, [
      joined('a', { account: 'nowhere', member: 'x' }),
      joined('b', { member: 'nobody' }),
      joined('c', { account: 'quarry' }),
      joined('d', { account: team.account.id, member: team.admin.subjectId }),
    ])
    const { participants } = (await (await callWith(key, getMeeting, { meeting: id })).json()) as {
      participants: { participant: string; party: string }[]
    }
    expect(participants.map(({ party }) => party)).toEqual([
      'unidentified',
      'unidentified',
      'unidentified',
      'member',
    ])
  })

  test('who was named gets a link of their own, and the host another', async () => {
    const { id } = await register('links')
    const answered = await state(id, [joined('ana'), { ...joined('ben'), kind: 'invited' }])
    const now = world.context.now()
    const read = (url: string) => readMeetingLink(url.split('/').at(4) ?? '', now)
    expect(answered.notices.map(({ participant, url }) => [participant, read(url)])).toEqual([
      ['ana', { meetingId: id, who: { kind: 'participant', number: 1 } }],
      ['ben', { meetingId: id, who: { kind: 'participant', number: 2 } }],
    ])
    expect(read(answered.hostUrl)).toEqual({ meetingId: id, who: { kind: 'host' } })
  })

  test('what lies in the future, what is unknown and what is malformed is refused, and nothing is kept', async () => {
    const { id } = await register('bad')
    const before = await countChanges()
    const ahead = new Date(world.context.now().getTime() + 120_000).toISOString()
    const problemFor = async (changes: unknown) =>
      problemOf(await callWith(key, postChanges, { meeting: id }, { changes }))
    expect(await problemFor([{ ...joined('ana'), at: ahead }])).toBe('422 at_ahead')
    for (const changes of [
      [],
      [{ kind: 'vanished', key: 'k' }],
      [joined('ana', { place: 'Atlantis' })],
      [joined('ana'), joined('ana')],
      [{ ...joined('ana'), at: '2026-03-02T09:00:00' }],
      Array.from({ length: 1001 }, (_, i) => joined(String(i))),
    ])
      expect(await problemFor(changes)).toBe('422 input_invalid')
    expect(await countChanges()).toBe(before)
    const nowhere = { meeting: world.context.newId() }
    const changes = { changes: [joined('ana')] }
    expect(await problemOf(await callWith(key, postChanges, nowhere, changes))).toBe(
      '404 meeting_unknown',
    )
    const odd = await callWith(key, getMeeting, { meeting: '1; DROP' })
    expect(await problemOf(odd)).toBe('404 not_found')
  })
})

type Answered = {
  id: string
  roster: number
  changes: { key: string; outcome: string; roster: number }[]
  hostUrl: string
  notices: { participant: string; url: string }[]
  decisions: object[]
}

async function register(meeting: string, changes: unknown[] = [], as = key): Promise<Answered> {
  const body = { account: team.account.slug, meeting, changes }
  return (await (await callWith(as, postMeeting, {}, body)).json()) as Answered
}

async function state(meeting: string, changes: unknown[]): Promise<Answered> {
  const response = await callWith(key, postChanges, { meeting }, { changes })
  expect(response.status).toBe(200)
  return (await response.json()) as Answered
}

function joined(participant: string, more: object = {}) {
  return { kind: 'joined', key: `join ${participant}`, participant, ...more }
}

async function presentIn(meeting: string): Promise<string[]> {
  const view = (await (await callWith(key, getMeeting, { meeting })).json()) as {
    participants: { participant: string; present: boolean }[]
  }
  return view.participants.filter(({ present }) => present).map((each) => each.participant)
}

async function countChanges(): Promise<number> {
  return database.prisma.meetingChange.count()
}

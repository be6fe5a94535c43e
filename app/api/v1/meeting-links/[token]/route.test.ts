import { parseTrustPolicy, verifyReceipt } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { mintMeetingLink } from '#lib/auth/meeting-link.ts'
import type { RouteHandler } from '#lib/http/handle.ts'
import type { MeetingNoticeView } from '#lib/queries/meeting-notice.ts'
import type { MeetingHostView } from '#lib/queries/meeting-host.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { callWith, keyFor, sendWithKey } from '../../../../../test-support/client-world.ts'
import { testDatabase } from '../../../../../test-support/database.ts'
import { keepKeys } from '../../../../../test-support/keep-keys.ts'
import { countActs, problemOf } from '../../../../../test-support/route-world.ts'
import { openWorld, type Team, type World } from '../../../../../test-support/world.ts'
import { POST as postMeeting } from '../../meetings/route.ts'
import { POST as postChanges } from '../../meetings/[meeting]/changes/route.ts'
import { POST as askByKey } from '../../meetings/[meeting]/requests/route.ts'
import { GET as noticeByKey } from '../../meetings/[meeting]/participants/[participant]/notice/route.ts'
import { POST as displayByKey } from '../../meetings/[meeting]/participants/[participant]/displays/route.ts'
import { POST as answerByKey } from '../../meetings/[meeting]/participants/[participant]/answers/route.ts'
import { POST as eraseByKey } from '../../meetings/[meeting]/participants/[participant]/erasures/route.ts'
import { POST as answer } from './answers/route.ts'
import { POST as display } from './displays/route.ts'
import { POST as erase } from './erasures/route.ts'
import { GET as hostView } from './host/route.ts'
import { GET as receiptFile } from './receipts/[receipt]/file/route.ts'
import { POST as ask } from './requests/route.ts'
import { GET as notice } from './route.ts'

const at = await testDatabase()
process.env['DATABASE_URL'] = at.url
process.env['NEXTAUTH_SECRET'] = 'a secret of at least thirty-two characters'
const database = openDatabase(at.url)
const SUMMARY = 'meeting_summary'
let world: World
let team: Team
let key: string
let meetings = 0
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))

beforeAll(async () => {
  world = await openWorld(database)
  await keepKeys(world)
  team = await world.team()
  await world.account('quarry')
  await world.permit(team.admin, SUMMARY)
  key = await keyFor(world, ['meetings', 'answers'])
})
afterAll(() => closeDatabase(database))

describe('the notice', () => {
  test('says what is on, who turned it on, by which notice and clauses, and what each answer does', async () => {
    const { tokens } = await meeting()
    const view = await read(tokens.gus)
    expect(view).toMatchObject({
      roster: 5,
      hasEnded: false,
      host: { name: team.account.name },
      settings: null,
      features: [
        {
          feature: SUMMARY,
          switch: 'on',
          turned: `Turned on by ${team.admin.personName}, who hosts this meeting`,
          mode: 'leave-out',
          state: 'waits',
          answer: null,
          mayInclude: true,
          labels: { include: 'Include me', leaveOut: 'Leave me out' },
        },
      ],
    })
    const [feature] = view.features
    expect(feature?.notice.complaint).not.toBe('')
    expect(feature?.clauses[0]?.text).not.toBe('')
    expect(await read(tokens.mo)).toMatchObject({
      settings: { account: team.account.slug, accountName: team.account.name },
    })
  })

  test('shows what was answered, and what happens from then on', async () => {
    const { tokens } = await meeting()
    const { digest } = await read(tokens.gus)
    const said = { displayed: digest, answers: [{ feature: SUMMARY, intent: 'include' }] }
    expect((await callWith(null, display, { token: tokens.gus }, { digest })).status).toBe(200)
    const response = await callWith(null, answer, { token: tokens.gus }, said)
    const { receiptId } = (await response.json()) as { receiptId: string }
    const [feature] = (await read(tokens.gus)).features
    expect(feature).toMatchObject({
      state: 'includes_you',
      answer: { status: 'given', receiptId },
    })
    // Somebody else's yes includes nobody else, and is told to nobody.
    expect((await read(tokens.mo)).features[0]).toMatchObject({
      state: 'leaves_you_out',
      answer: null,
    })
  })

  test('a place whose law wants everyone’s consent makes the no keep it off', async () => {
    const { id, tokens } = await meeting()
    await state(id, { ...joined('cal'), place: 'US-CA' })
    const [feature] = (await read(tokens.gus)).features
    expect(feature).toMatchObject({
      mode: 'everyone-agrees',
      labels: { include: 'Include me', leaveOut: 'Keep it off' },
    })
  })
})

describe('C29: the language', () => {
  test('is what the address names or, without that, what the request prefers, and is said', async () => {
    const { id, tokens } = await meeting()
    const byLink = { method: 'GET', params: { token: tokens.gus } } as const
    const byKey = { method: 'GET', params: { meeting: id, participant: 'gus' } } as const
    for (const ask of [
      (query: string) => sendWithKey(null, notice, { ...byLink, query }),
      (query: string) => sendWithKey(key, noticeByKey, { ...byKey, query }),
    ]) {
      const response = await ask('?language=de')
      expect(response.headers.get('content-language')).toBe('de')
      expect(response.headers.get('vary')).toBe('accept-language')
      const view = (await response.json()) as MeetingNoticeView
      expect(view.language).toBe('de')
      expect(view.features[0]?.labels).toEqual({
        include: 'Mich einbeziehen',
        leaveOut: 'Mich auslassen',
      })
      expect((await ask('')).headers.get('content-language')).toBe('en')
      expect(await problemOf(await ask('?language=tlh'))).toBe('422 input_invalid')
    }
    const headers = { 'accept-language': 'nl, de-AT;q=0.8, en;q=0.3' }
    const preferred = await notice(new Request('https://portal.test/m', { headers }), {
      params: Promise.resolve({ token: tokens.gus }),
    })
    expect(preferred.headers.get('content-language')).toBe('de')
  })

  test('of what was read is told by its digest alone', async () => {
    const { tokens } = await meeting()
    const params = { token: tokens.gus }
    const query = '?language=de'
    const view = (await (
      await sendWithKey(null, notice, { method: 'GET', params, query })
    ).json()) as MeetingNoticeView
    const said = {
      displayed: view.digest,
      answers: [{ feature: SUMMARY, intent: 'include' }],
    }
    expect((await callWith(null, display, params, { digest: view.digest })).status).toBe(200)
    expect((await callWith(null, answer, params, said)).status).toBe(200)
    const odd = { params, query: '?language=tlh' }
    for (const [handler, body] of [
      [display, { digest: view.digest }],
      [answer, said],
    ] as const)
      expect(await problemOf(await sendWithKey(null, handler, { ...odd, body }))).toBe(
        '422 input_invalid',
      )
  })
})

describe('a no outside the meeting', () => {
  test('is told to whoever said it, and to nobody else, whatever becomes of the feature', async () => {
    const { id, tokens } = await meeting()
    await world.leaveOut(team.member, SUMMARY)
    for (const place of ['NL', 'US-CA']) {
      await state(id, { ...joined(`of ${place}`), place })
      expect((await read(tokens.mo)).features[0]?.isStandingNo).toBe(true)
      expect((await read(tokens.gus)).features[0]?.isStandingNo).toBe(false)
    }
    const host = await (await callWith(null, hostView, { token: tokens.host })).text()
    expect(host).not.toMatch(/REFUSED|refused|said no/)
  })
})

describe('links', () => {
  test('one that is forged, expired, of the host or of another kind lets nobody in', async () => {
    const { id, tokens } = await meeting()
    const { digest } = await read(tokens.gus)
    const old = new Date(world.context.now().getTime() - 40 * 86_400_000)
    const who = { kind: 'participant', number: 2 } as const
    const expired = mintMeetingLink({ meetingId: id, who }, old)
    const forged = `${tokens.gus.slice(0, 20)}${tokens.gus[20] === 'A' ? 'B' : 'A'}${tokens.gus.slice(21)}`
    const said = { displayed: digest, answers: [{ feature: SUMMARY, intent: 'leave_out' }] }
    const calls: [RouteHandler, unknown][] = [
      [notice, undefined],
      [display, { digest }],
      [answer, said],
      [erase, undefined],
    ]
    const before = await countActs(world)
    for (const [handler, body] of calls) {
      const problemFor = async (token: string) =>
        problemOf(await callWith(null, handler, { token }, body))
      for (const token of [forged, tokens.host, 'x'])
        expect(await problemFor(token)).toBe('404 link_unknown')
      expect(await problemFor(expired)).toBe('410 link_expired')
    }
    for (const [handler, body] of [
      [hostView, undefined],
      [ask, { feature: SUMMARY }],
    ] as const)
      for (const token of [forged, tokens.gus])
        expect(await problemOf(await callWith(null, handler, { token }, body))).toBe(
          '404 link_unknown',
        )
    expect(await countActs(world)).toBe(before)
  })

  test('what is malformed is refused, and nothing is written', async () => {
    const { tokens } = await meeting()
    const { digest } = await read(tokens.gus)
    const before = await countActs(world)
    const problemFor = async (handler: RouteHandler, body: unknown) =>
      problemOf(await callWith(null, handler, { token: tokens.gus }, body))
    const yes = { feature: SUMMARY, intent: 'include' }
    expect(await problemFor(display, { digest: 'f' })).toBe('422 input_invalid')
    expect(await problemFor(answer, { displayed: digest, answers: [] })).toBe('422 input_invalid')
    expect(await problemFor(answer, { displayed: digest, answers: [yes, yes] })).toBe(
      '422 input_invalid',
    )
    const outdated = 'f'.repeat(64)
    expect(await problemFor(display, { digest: outdated })).toBe('412 notice_outdated')
    expect(await problemFor(answer, { displayed: outdated, answers: [yes] })).toBe(
      '412 notice_outdated',
    )
    expect(await countActs(world)).toBe(before)
  })

  test('a receipt is a file for whoever holds the link it was answered by, and for nobody else', async () => {
    const { tokens } = await meeting()
    const { digest } = await read(tokens.gus)
    const said = { displayed: digest, answers: [{ feature: SUMMARY, intent: 'leave_out' }] }
    const response = await callWith(null, answer, { token: tokens.gus }, said)
    const { receiptId: receipt } = (await response.json()) as { receiptId: string }
    await world.sequence()
    const file = await callWith(null, receiptFile, { token: tokens.gus, receipt })
    expect(file.headers.get('content-disposition')).toContain('.receipt.json')
    const bytes = new Uint8Array(await file.arrayBuffer())
    const policy = parseTrustPolicy(world.policy, nodeCrypto)
    expect(verifyReceipt(bytes, policy, nodeCrypto)).toMatchObject({ ok: true })
    const other = await meeting()
    for (const token of [tokens.mo, other.tokens.gus])
      expect(await problemOf(await callWith(null, receiptFile, { token, receipt }))).toBe(
        '404 not_found',
      )
  })
})

describe('the host', () => {
  test('sees counts and the least that would let it run, asks everyone, and never learns who', async () => {
    const { tokens } = await meeting()
    const token = tokens.host
    const before = (await (await callWith(null, hostView, { token })).json()) as MeetingHostView
    expect(before.features[0]).toMatchObject({
      decision: 'deny',
      sentence: 'Not everyone here has said yes.',
      least: ['Somebody here has to say yes. Ask everyone.'],
      included: { shown: 'not_everyone' },
      askedAt: null,
      mayAsk: true,
    })
    expect((await callWith(null, ask, { token }, { feature: SUMMARY })).status).toBe(200)
    const view = await read(tokens.gus)
    expect(view.features[0]?.askedAt).toBe(world.context.now().toISOString())
    const text = JSON.stringify(await (await callWith(null, hostView, { token })).json())
    for (const who of ['gus', '"mo"', team.member.personName]) expect(text).not.toContain(who)
  })
})

describe('the platform’s own client', () => {
  test('gets the notice, says that it was shown, and hands over the answer', async () => {
    const { id } = await meeting()
    const params = { meeting: id, participant: 'gus' }
    const view = (await (await callWith(key, noticeByKey, params)).json()) as MeetingNoticeView
    expect(Object.keys(view)).not.toContain('settings')
    const { digest } = view
    const shown = await callWith(key, displayByKey, params, { digest, method: 'client' })
    expect(await shown.json()).toEqual({ isNew: true })
    const said = {
      displayed: digest,
      method: 'keypad',
      interfaceVersion: 'dial-in 3',
      answers: [{ feature: SUMMARY, intent: 'include' }],
    }
    const first = (await (await callWith(key, answerByKey, params, said)).json()) as object
    expect(first).toEqual({ receiptId: expect.any(String) as string })
    const again = await callWith(key, answerByKey, params, said)
    expect(await again.json()).toEqual({ receiptId: null })
  })

  test('hands over that a guest wants to be erased: the link says so from then on', async () => {
    const { id, tokens } = await meeting()
    const method = { method: 'client' }
    const erases = (participant: string) =>
      callWith(key, eraseByKey, { meeting: id, participant }, method)
    expect(await problemOf(await erases('mo'))).toBe('409 guests_only')
    const odd = await callWith(key, eraseByKey, { meeting: id, participant: 'gus' }, { why: '' })
    expect(await problemOf(odd)).toBe('422 input_invalid')
    // Evidence is kept by the database's clock.
    const then = world
    const today = new Date()
    world = { ...then, context: { ...then.context, now: () => today } }
    const erased = await erases('gus')
    world = then
    const { keepUntil } = (await erased.json()) as { keepUntil: string }
    expect(new Date(keepUntil).getUTCFullYear()).toBe(today.getUTCFullYear() + 3)
    const params = { token: tokens.gus }
    for (const handler of [notice, erase])
      expect(await problemOf(await callWith(null, handler, params))).toBe('410 participant_erased')
    expect(await problemOf(await erases('gus'))).toBe('410 participant_erased')
  })

  test('needs a key with the scope, for that account', async () => {
    const { id, tokens } = await meeting()
    const { digest } = await read(tokens.gus)
    const params = { meeting: id, participant: 'gus' }
    const said = {
      displayed: digest,
      method: 'client',
      interfaceVersion: '1',
      answers: [{ feature: SUMMARY, intent: 'leave_out' }],
    }
    const calls: [RouteHandler, unknown][] = [
      [noticeByKey, undefined],
      [displayByKey, { digest, method: 'client' }],
      [answerByKey, said],
      [eraseByKey, { method: 'client' }],
    ]
    const lesser = await keyFor(world, ['meetings', 'decide', 'accounts'])
    const others = await keyFor(world, ['answers', 'meetings'], 'quarry')
    for (const [handler, body] of calls) {
      const problemFor = async (as: string | null) =>
        problemOf(await callWith(as, handler, params, body))
      expect(await problemFor(null)).toBe('401 api_key_required')
      expect(await problemFor(lesser)).toBe('403 scope_missing')
      expect(await problemFor(others)).toBe('404 meeting_unknown')
    }
    const wish = { feature: SUMMARY }
    const answers = await keyFor(world, ['answers'])
    expect(await problemOf(await callWith(null, askByKey, params, wish))).toBe(
      '401 api_key_required',
    )
    expect(await problemOf(await callWith(answers, askByKey, params, wish))).toBe(
      '403 scope_missing',
    )
    expect(await problemOf(await callWith(others, askByKey, params, wish))).toBe(
      '404 meeting_unknown',
    )
    expect((await callWith(key, askByKey, params, wish)).status).toBe(200)
    const nobody = { ...params, participant: 'nobody' }
    expect(await problemOf(await callWith(key, noticeByKey, nobody))).toBe(
      '404 participant_unknown',
    )
  })
})

/** `mo` is a member under number 1, `gus` a guest under 2; the team's admin hosts. */
async function meeting() {
  const body = {
    account: team.account.slug,
    meeting: `m${String((meetings += 1))}`,
    leavesOut: ['audio', 'video', 'chat', 'screen_sharing'],
    changes: [
      { ...joined('mo'), member: team.member.subjectId },
      joined('gus'),
      { ...joined('host'), member: team.admin.subjectId },
      { kind: 'host_changed', key: 'host', participant: 'host' },
      { kind: 'feature_started', key: 'on', feature: SUMMARY, participant: 'host' },
    ],
  }
  const { id, hostUrl, notices } = (await (await callWith(key, postMeeting, {}, body)).json()) as {
    id: string
    hostUrl: string
    notices: { participant: string; url: string }[]
  }
  const tokenIn = (url = '') => url.split('/').at(4) ?? ''
  const of = (who: string) => tokenIn(notices.find(({ participant }) => participant === who)?.url)
  return { id, tokens: { mo: of('mo'), gus: of('gus'), host: tokenIn(hostUrl) } }
}

function joined(participant: string) {
  return { kind: 'joined', key: `join ${participant}`, participant }
}

async function state(meetingId: string, ...changes: object[]): Promise<void> {
  const response = await callWith(key, postChanges, { meeting: meetingId }, { changes })
  expect(response.status).toBe(200)
}

async function read(token: string): Promise<MeetingNoticeView> {
  return (await (await callWith(null, notice, { token })).json()) as MeetingNoticeView
}

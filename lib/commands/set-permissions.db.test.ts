import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { permissionBasis } from '#lib/domain/consent/page-basis.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { beforeAppend } from '../../test-support/before-append.ts'
import { checkActs } from '../../test-support/check-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { smallMapping, smallTerms } from '../../test-support/small-catalogue.ts'
import { language, must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { changeRole } from './change-role.ts'
import { setPermissions, type PermissionsInput } from './set-permissions.ts'

const at = await testDatabase()
let database: Database
let world: World
let team: Team

beforeEach(async () => {
  await at.reset()
  database = openDatabase(at.url)
  world = await openWorld(database)
  team = await world.team()
})

afterEach(async () => {
  await checkActs(world)
  await closeDatabase(database)
})

describe('a permission that ends', () => {
  test('ends every yes under it, and permitting again revives none', async () => {
    const { admin, owner, member } = team
    for (const about of ['meeting_summary', 'product_improvement/chat']) {
      await world.permit(admin, about)
      await world.include(member, about)
      await world.leaveOut(owner, about)
      await world.forbid(admin, about)
      expect(await world.state(member, about)).toEqual({ status: 'revoked', decision: 'deny' })
      await world.permit(admin, about)
      expect(await world.state(member, about)).toEqual({ status: 'revoked', decision: 'deny' })
      expect((await world.state(owner, about)).status).toBe('refused')
      await world.include(member, about)
      expect((await world.state(member, about)).decision).toBe('permit')
    }
  })

  test('C9: turns off for everyone, and nobody can turn anything on for another', async () => {
    const { admin, owner, auditor, member } = team
    await world.permitOnGround(admin, 'Agreement 7', 'chat_compose')
    await world.permitAndAsk(admin, 'meeting_summary')
    await world.permitAndAsk(admin, 'product_improvement/chat', 'train_platform_models/chat')
    for (const person of [admin, owner, auditor, member]) {
      const states = await world.states(person)
      expect(Object.values(states).map(({ status }) => status)).not.toContain('given')
      const running = Object.keys(states).filter((about) => states[about]!.decision === 'permit')
      // On another recorded ground a feature runs until somebody objects; sharing never does.
      expect(running).toEqual(['chat_compose'])
    }
    await world.leaveOut(member, 'chat_compose')
    expect((await world.state(member, 'chat_compose')).decision).toBe('deny')
    expect((await world.state(owner, 'chat_compose')).decision).toBe('permit')
  })

  test('needs no current page, no asking and no reason', async () => {
    const { admin, member } = team
    await world.permit(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    await world.publishTerms(`${smallTerms}\nMore.\n`)
    const off = { ...input('features', 'meeting_summary', 'off'), expected: null }
    expect(await set(admin, off)).toMatchObject({ ok: true })
    expect((await world.state(member, 'meeting_summary')).status).toBe('revoked')
  })
})

describe('asking members now', () => {
  test('writes the requests in the same transaction as the permission', async () => {
    const before = await checkActs(world)
    const { asked } = await world.permitAndAsk(team.admin, 'meeting_summary', 'chat_compose')
    expect(asked).toBe(4)
    expect(await checkActs(world)).toEqual({ ...before, permissions_set: 1, members_asked: 1 })
    await world.sequence()
    const { rows } = await database.pool.query(
      `SELECT e.kind FROM event e JOIN entry n ON n.event_id = e.id ORDER BY n.index DESC LIMIT 2`,
    )
    expect(rows).toEqual([{ kind: 'members_asked' }, { kind: 'permissions_set' }])
  })

  test('writes neither where another admin came first', async () => {
    const { admin, owner, member } = team
    const first = () => world.permit(owner, 'meeting_summary')
    const own = { ...world.context, database: beforeAppend(database, first) }
    const asking = [{ purpose: 'meeting_summary', mode: 'ask_now' as const, reference: null }]
    const wanted = { ...input('features', 'meeting_summary'), askings: asking }
    const result = await setPermissions(admin, { ...wanted, expected: await basis(admin) }, own)
    expect(result).toMatchObject({ ok: false, code: 'conflict' })
    expect(await checkActs(world)).toMatchObject({ permissions_set: 1 })
    expect(await checkActs(world)).not.toHaveProperty('members_asked')
    expect((await world.state(member, 'meeting_summary')).status).toBe('undecided')
  })

  test('asks those whose answer is open: no yes, no no, nobody who left', async () => {
    const { account, admin, owner, auditor, member } = team
    await world.permit(admin, 'meeting_summary')
    await world.include(owner, 'meeting_summary')
    await world.leaveOut(auditor, 'meeting_summary')
    const gone = await world.member(account, 'Gus Gone')
    const leaving = { accountId: account.id, subjectId: gone.subjectId, role: 'none' as const }
    must(await changeRole(owner, leaving, world.context))
    expect(must(await world.ask(admin, 'meeting_summary')).asked).toBe(2)
    expect((await world.state(member, 'meeting_summary')).status).toBe('requested')
    expect((await world.state(owner, 'meeting_summary')).status).toBe('given')
    expect((await world.state(gone, 'meeting_summary')).status).toBe('undecided')
    expect(await world.ask(admin, 'meeting_summary')).toEqual({ ok: false, code: 'nobody_to_ask' })
  })

  test('asks about a feature at most once in twelve months, and about sharing whenever it is permitted again', async () => {
    const { admin, member } = team
    const again = async (about: string) => {
      await world.forbid(admin, about)
      return (await world.permitAndAsk(admin, about)).asked
    }
    expect(await again('meeting_summary')).toBe(4)
    expect(await again('product_improvement/chat')).toBe(4)
    world.clock.advance('P11M')
    expect(await again('meeting_summary')).toBe(0)
    expect((await world.state(member, 'meeting_summary')).status).toBe('undecided')
    expect(await again('product_improvement/chat')).toBe(4)
    world.clock.advance('P1M')
    expect(await again('meeting_summary')).toBe(4)
  })

  test('asks again after a yes ran out, and never after a no', async () => {
    const { admin, owner, auditor, member } = team
    await world.permitAndAsk(admin, 'meeting_summary')
    await world.include(member, 'meeting_summary')
    await world.leaveOut(owner, 'meeting_summary')
    await world.leaveOut(auditor, 'meeting_summary')
    expect(await world.ask(admin, 'meeting_summary')).toMatchObject({ code: 'nobody_to_ask' })
    world.clock.advance('P12M')
    expect(await world.state(member, 'meeting_summary')).toEqual({
      status: 'expired',
      decision: 'deny',
    })
    expect(must(await world.ask(admin, 'meeting_summary')).asked).toBe(1)
    expect((await world.state(member, 'meeting_summary')).status).toBe('requested')
    world.clock.advance('P5Y')
    expect((await world.state(owner, 'meeting_summary')).status).toBe('refused')
  })
})

describe('a page that is not current', () => {
  test('permits nothing, whatever changed under it: terms, or another admin', async () => {
    const { admin, owner } = team
    const old = await basis(admin)
    await world.forbid(owner, 'chat_compose')
    await expectStale(old)
    const then = await basis(admin)
    await world.publishTerms(smallTerms.replace('drafts a message', 'drafts and sends a message'))
    await expectStale(then)
    await expectStale(null)
    const now = { ...input('features', 'meeting_summary'), expected: await basis(admin) }
    expect(await set(admin, now)).toMatchObject({ ok: true })
  })

  test('records no other ground either', async () => {
    const { admin } = team
    await world.permit(admin, 'meeting_summary')
    const ground = [
      { purpose: 'meeting_summary', mode: 'other_ground' as const, reference: 'Art. 7' },
    ]
    const wanted = { ...input('features', 'meeting_summary'), settings: [], askings: ground }
    expect(await set(admin, { ...wanted, expected: 'old' })).toMatchObject({ code: 'stale_page' })
  })

  async function expectStale(expected: string | null) {
    const before = await checkActs(world)
    const result = await set(team.admin, { ...input('features', 'meeting_summary'), expected })
    expect(result).toEqual({ ok: false, code: 'stale_page' })
    expect(await checkActs(world)).toEqual(before)
  }
})

describe('bad input writes nothing', () => {
  const ask = (
    purpose: string,
    mode: 'ask_now' | 'other_ground',
    reference: string | null = null,
  ) => [{ purpose, mode, reference }]

  test.each([
    ['an unknown purpose', 'features', 'mind_reading', undefined, 'unknown_purpose'],
    ['a feature as sharing', 'sharing', 'meeting_summary', undefined, 'unknown_purpose'],
    ['an unknown category', 'sharing', 'product_improvement/faces', undefined, 'unknown_category'],
    ['derived data', 'sharing', 'product_improvement/transcripts', undefined, 'unknown_category'],
    ['nothing said about asking', 'features', 'meeting_summary', [], 'asking_required'],
    [
      'another ground without a reference',
      'features',
      'meeting_summary',
      ask('meeting_summary', 'other_ground', ' '),
      'reference_required',
    ],
    [
      'another ground for sharing',
      'sharing',
      'product_improvement/chat',
      ask('product_improvement', 'other_ground', 'Art. 7'),
      'other_ground_for_sharing',
    ],
    [
      'another ground for sharing, among features',
      'features',
      null,
      ask('product_improvement', 'other_ground', 'Art. 7'),
      'unknown_purpose',
    ],
    [
      'asking about an unknown purpose',
      'features',
      null,
      ask('mind_reading', 'ask_now'),
      'unknown_purpose',
    ],
  ] as const)('%s', async (_, question, about, askings, code) => {
    const before = await checkActs(world)
    const wanted = input(question, about ?? 'meeting_summary')
    const result = await set(team.admin, {
      ...wanted,
      settings: about === null ? [] : wanted.settings,
      askings: askings ?? wanted.askings,
      expected: await basis(team.admin, question),
    })
    expect(result).toEqual({ ok: false, code })
    expect(await checkActs(world)).toEqual(before)
  })

  test('what the terms rule out, or offer no choice about, is not there to permit; turning it off is', async () => {
    const { admin, member } = team
    await world.permit(admin, 'product_improvement/audio')
    await world.include(member, 'product_improvement/audio')
    await world.publishTerms(
      smallTerms,
      {
        ...smallMapping,
        ceilings: [
          { purpose: 'train_platform_models', category: null, rule: 'forbidden', clause: '3.2' },
          { purpose: 'product_improvement', category: 'audio', rule: 'no_choice', clause: '3.1' },
        ],
      },
      { effectiveAt: new Date('2026-03-02T09:00:01Z') },
    )
    world.clock.advance(2000)
    const refused = async (about: string) => {
      const wanted = { ...input('sharing', about), expected: await basis(admin, 'sharing') }
      const result = await set(admin, wanted)
      return result.ok ? null : result.code
    }
    expect(await refused('train_platform_models/chat')).toBe('prohibited_by_terms')
    await world.forbid(admin, 'product_improvement/audio')
    expect(await refused('product_improvement/audio')).toBe('no_choice_offered')
    await world.forbid(admin, 'train_platform_models/chat')
    expect((await world.state(member, 'product_improvement/audio')).status).toBe('revoked')
  })
})

function input(
  question: PermissionsInput['question'],
  about: string,
  kind: 'members_decide' | 'off' = 'members_decide',
): Omit<PermissionsInput, 'expected'> {
  const [purpose = '', category = null] = about.split('/')
  return {
    question,
    settings: [{ purpose, category, kind }],
    askings: kind === 'off' ? [] : [{ purpose, mode: 'not_yet', reference: null }],
    scope: null,
    language,
  }
}

function set(admin: MemberPrincipal, wanted: PermissionsInput) {
  return setPermissions(admin, wanted, world.context)
}

async function basis(
  { accountId }: MemberPrincipal,
  question: PermissionsInput['question'] = 'features',
): Promise<string> {
  const { now, digestOf } = world.context
  const moment = { at: now(), before: null, language, digestOf }
  const { cells } = await loadAccountConsents(database, accountId, moment)
  return permissionBasis(cells, question === 'features' ? 'feature' : 'sharing', null, digestOf)
}

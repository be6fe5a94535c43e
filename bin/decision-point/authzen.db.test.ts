import { describe, expect, test } from 'vitest'
import { revokeApiKey } from '#lib/commands/revoke-api-key.ts'
import { until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam, summaryOf } from '../../test-support/decision-world.ts'
import { must } from '../../test-support/world.ts'

const { world, point, team, other } = await openDecisionWorld(async (made) => {
  const team = await openTeam(made)
  await made.permit(team.admin, 'product_improvement/audio')
  await made.include(team.member, 'product_improvement/audio')
  return { team, other: await made.team() }
})
const { key } = await point.newKey()

const about = (of = team, who = of.member.subjectId) => summaryOf(of, who)

const sharing = (more: object = {}) => ({
  ...about(),
  action: { name: 'product_improvement' },
  resource: {
    type: 'content',
    id: 'c-1',
    properties: { account: team.account.id, category: 'audio', ...more },
  },
})

describe('one question', () => {
  test('is answered with what it rests on', async () => {
    const { decision, context } = await point.evaluate(key, about())
    expect(decision).toBe(true)
    expect(context).toMatchObject({
      purpose: 'meeting_summary',
      reasons: [],
      reason: null,
      terms_versions: ['terms-of-service/1'],
      obligations: [],
    })
    expect(context['evaluation_id']).toMatch(/^[0-9a-f-]{36}$/)
    expect(Date.parse(String(context['valid_until']))).toBeGreaterThan(Date.now() - 1000)
  })

  test('a no says why, as a code and as a sentence', async () => {
    const { decision, context } = await point.evaluate(key, about(team, team.owner.subjectId))
    expect(decision).toBe(false)
    expect(context).toMatchObject({
      reason: 'MEMBER_UNDECIDED',
      reasons: [{ code: 'MEMBER_UNDECIDED', level: 'member', count: 1 }],
      reason_user: { en: expect.stringContaining('may not be used') as string },
    })
  })

  test('a withdrawal and a yes are answered by within a moment of their commit', async () => {
    await world.leaveOut(team.member, 'meeting_summary')
    await until(async () => !(await point.evaluate(key, about())).decision)
    expect((await point.evaluate(key, about())).context['reason']).toBe('MEMBER_WITHDREW')
    await world.include(team.member, 'meeting_summary')
    await until(async () => (await point.evaluate(key, about())).decision)
  })

  test('C41: whatever is not known, or of a wrong kind within its properties, is a no', async () => {
    const asked = about()
    const unknown = [
      { ...asked, subject: { type: 'user', id: 'nobody' } },
      { ...asked, subject: { type: 'guest', id: team.member.subjectId } },
      { ...asked, subject: { type: 'robot', id: team.member.subjectId } },
      { ...asked, action: { name: 'no_such_feature' } },
      { ...asked, action: { name: '' } },
      { ...asked, action: { name: 'product_improvement' } },
      { ...asked, resource: { type: 'account', id: 'nowhere' } },
      { ...asked, resource: { type: 'record', id: team.account.id } },
      { ...asked, resource: { ...asked.resource, properties: { category: 7 } } },
      { ...asked, resource: { ...asked.resource, properties: { category: 'audio' } } },
      { ...asked, resource: { type: 'meeting', id: 'm-1', properties: { roster: 1 } } },
      { ...asked, resource: { type: 'meeting', id: '__proto__' } },
      sharing({ contributors: 'everyone' }),
      sharing({ contributors: [7] }),
      sharing({ contributors: [{ account: team.account.id }] }),
      sharing({ contributors: [{ guest: 'g-1' }] }),
      sharing({ label: 7 }),
      sharing({ meeting: 'm-9' }),
      sharing({ for_minors: 'no' }),
      sharing({ account: other.account.id }),
      sharing({ category: 'smell' }),
    ]
    for (const body of unknown)
      expect(await point.evaluate(key, body), JSON.stringify(body)).toMatchObject({
        decision: false,
        context: { reason: expect.any(String) as string },
      })
  })

  test('content is decided over everybody in it, the subject among them', async () => {
    expect((await point.evaluate(key, sharing())).decision).toBe(true)
    const us = { account: team.account.id, member: team.member.subjectId }
    expect((await point.evaluate(key, sharing({ contributors: [us] }))).decision).toBe(true)
    const them = { account: team.account.id, member: team.owner.subjectId }
    const mixed = await point.evaluate(key, sharing({ contributors: [us, them] }))
    expect(mixed.decision).toBe(false)
    const elsewhere = { account: other.account.id, member: other.member.subjectId }
    expect((await point.evaluate(key, sharing({ contributors: [us, elsewhere] }))).decision).toBe(
      false,
    )
  })
})

describe('what is no question', () => {
  const asked = {
    subject: { type: 'user', id: 'a' },
    action: { name: 'b' },
    resource: { type: 'account', id: 'c' },
  }
  const wrong: [string, unknown][] = [
    ['no subject', { ...asked, subject: undefined }],
    ['no action', { ...asked, action: undefined }],
    ['no resource', { ...asked, resource: undefined }],
    ['a subject without a type', { ...asked, subject: { id: 'a' } }],
    ['a subject without an id', { ...asked, subject: { type: 'user' } }],
    ['an action without a name', { ...asked, action: {} }],
    ['a resource without a type', { ...asked, resource: { id: 'c' } }],
    ['a resource without an id', { ...asked, resource: { type: 'account' } }],
    ['a subject that is a text', { ...asked, subject: 'alice' }],
    ['an action called by a number', { ...asked, action: { name: 123 } }],
    ['properties that are a list', { ...asked, resource: { ...asked.resource, properties: [] } }],
    ['a context that is a text', { ...asked, context: 'here' }],
    ['a list', [asked]],
    ['null', 'null'],
    ['nothing', ''],
    ['no JSON', '{"subject":'],
    ['deep JSON', '['.repeat(100_000)],
  ]
  test.each(wrong)('%s: 400, with a message', async (_, body) => {
    for (const path of ['/access/v1/evaluation', '/access/v1/evaluations']) {
      const answer = await point.post(path, key, body)
      expect(answer.status).toBe(400)
      expect(await answer.json()).toEqual(expect.any(String))
    }
  })

  test('another type of content: 400', async () => {
    const answer = await point.post('/access/v1/evaluation', key, asked, {
      'content-type': 'text/plain',
    })
    expect(answer.status).toBe(400)
  })

  test('members that are not known are ignored, and the request’s id comes back', async () => {
    const body = { ...about(), foo: 'bar', futureField: { nested: true }, context: { ip: '::1' } }
    const answer = await point.post('/access/v1/evaluation', key, body, { 'x-request-id': 'r-7' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('x-request-id')).toBe('r-7')
    expect(await answer.json()).toMatchObject({ decision: true })
  })

  test('a body of more than 1 MB: 413', async () => {
    const body = JSON.stringify({ ...about(), filler: 'x'.repeat(1_000_000) })
    expect((await point.post('/access/v1/evaluation', key, body)).status).toBe(413)
  })
})

describe('several questions', () => {
  const ask = async (body: unknown) => {
    const answer = await point.post('/access/v1/evaluations', key, body)
    return {
      status: answer.status,
      body: (await answer.json()) as { evaluations?: { decision: boolean }[] },
    }
  }
  const decisions = async (body: unknown) =>
    (await ask(body)).body.evaluations?.map((each) => each.decision)
  const yes = () => ({ subject: { type: 'user', id: team.member.subjectId } })
  const no = () => ({ subject: { type: 'user', id: team.owner.subjectId } })

  test('are answered in their order, with what the request says for all', async () => {
    expect(await decisions({ ...about(), evaluations: [yes(), no(), yes()] })).toEqual([
      true,
      false,
      true,
    ])
  })

  test('a member of its own stands for the whole of the common one', async () => {
    const { account } = team
    const common = { ...sharing(), evaluations: [{}, { resource: { type: 'content', id: 'c-2' } }] }
    expect(await decisions(common)).toEqual([true, false])
    const named = { resource: { id: account.id } }
    const typed = { ...about(), resource: { type: 'account' }, evaluations: [named] }
    expect(await decisions(typed)).toEqual([true])
  })

  test('stop where they are to', async () => {
    const asked = (semantic: string) => ({
      ...about(),
      options: { evaluations_semantic: semantic },
      evaluations: [yes(), no(), yes()],
    })
    expect(await decisions(asked('execute_all'))).toEqual([true, false, true])
    expect(await decisions(asked('deny_on_first_deny'))).toEqual([true, false])
    expect(await decisions(asked('permit_on_first_permit'))).toEqual([true])
    expect((await ask(asked('whatever'))).status).toBe(400)
  })

  test('one that is no question is a no by itself', async () => {
    const { subject, action } = about()
    const body = { subject, action, evaluations: [{ resource: about().resource }, {}, 7] }
    expect((await ask(body)).body.evaluations).toMatchObject([
      { decision: true },
      { decision: false, context: { error: { status: 400, message: 'resource is missing' } } },
      { decision: false, context: { error: { status: 400 } } },
    ])
  })

  test('none is one question', async () => {
    expect((await ask(about())).body).toMatchObject({ decision: true })
    expect((await ask({ ...about(), evaluations: [] })).body).toMatchObject({ decision: true })
  })

  test('ten thousand are refused, with how many are not', async () => {
    const evaluations = Array.from({ length: 10_000 }, () => ({}))
    const { status, body } = await ask({ ...about(), evaluations })
    expect(status).toBe(400)
    expect(body).toContain('at most 1000')
    expect(await decisions({ ...about(), evaluations: evaluations.slice(0, 1000) })).toHaveLength(
      1000,
    )
  })
})

describe('keys', () => {
  test('no question is anonymous, and search is not offered', async () => {
    const headers = { 'content-type': 'application/json' }
    const options = { method: 'POST', headers, body: JSON.stringify(about()) }
    for (const path of [
      '/access/v1/evaluation',
      '/access/v1/evaluations',
      '/v1/state',
      '/v1/events',
    ]) {
      const answer = await fetch(`${point.url}${path}`, options)
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toBe('Bearer')
    }
    const configuration = await fetch(`${point.url}/.well-known/authzen-configuration`)
    expect(Object.keys((await configuration.json()) as object).sort()).toEqual([
      'access_evaluation_endpoint',
      'access_evaluations_endpoint',
      'access_request_endpoint',
      'capabilities',
      'policy_decision_point',
      'supported_obligations',
    ])
    expect((await point.post('/access/v1/search/subject', key, {})).status).toBe(404)
    expect(
      (
        await fetch(`${point.url}/v1/state`, {
          ...options,
          headers: { authorization: `Bearer ${key}` },
        })
      ).status,
    ).toBe(405)
  })

  test('one without the scope is refused, and a revoked one within a moment', async () => {
    const narrow = await point.newKey(['meetings'])
    expect((await point.post('/access/v1/evaluation', narrow.key, about())).status).toBe(403)
    const { id, key: doomed } = await point.newKey()
    expect((await point.evaluate(doomed, about())).decision).toBe(true)
    must(await revokeApiKey(world.commandLine, { id }, world.context))
    await until(
      async () => (await point.post('/access/v1/evaluation', doomed, about())).status === 401,
    )
  })

  test('one of an account knows no other', async () => {
    const own = (await point.newKey(['decide'], team.account.slug)).key
    expect((await point.evaluate(own, about())).decision).toBe(true)
    await world.permit(other.admin, 'meeting_summary')
    await world.include(other.member, 'meeting_summary')
    await until(async () => (await point.evaluate(key, about(other))).decision)
    expect(await point.evaluate(own, about(other))).toMatchObject({
      decision: false,
      context: { reason: 'UNKNOWN_ACCOUNT' },
    })
  })
})

describe('a denial for lack of consent', () => {
  test('says where it can be asked for: of the person, or first of the account', async () => {
    const own = await point.evaluate(key, about(team, team.owner.subjectId))
    expect(own.context['access_request']).toMatchObject({
      endpoint: 'http://portal.test/api/v1/access-requests',
      binding_token: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) as string,
      form_url: `http://portal.test/accounts/${team.account.slug}/features`,
    })
    const chat = { ...about(), action: { name: 'chat_compose' } }
    const unset = await point.evaluate(key, chat)
    expect(unset.context['access_request']).toMatchObject({
      form_url: `http://portal.test/accounts/${team.account.slug}/features/permissions`,
    })
  })

  test('does not where somebody said no, or where nothing can be asked', async () => {
    await world.leaveOut(team.owner, 'meeting_summary')
    await until(
      async () =>
        (await point.evaluate(key, about(team, team.owner.subjectId))).context['reason'] ===
        'MEMBER_REFUSED',
    )
    const refused = await point.evaluate(key, about(team, team.owner.subjectId))
    expect(refused.context).not.toHaveProperty('access_request')
    const unknown = await point.evaluate(key, about(team, 'nobody'))
    expect(unknown.context).not.toHaveProperty('access_request')
    expect((await point.evaluate(key, about())).context).not.toHaveProperty('access_request')
  })
})

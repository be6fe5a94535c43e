import { OFREPProvider } from '@openfeature/ofrep-provider'
import { OFREPWebProvider } from '@openfeature/ofrep-web-provider'
import { OpenFeature } from '@openfeature/server-sdk'
import { OpenFeature as WebOpenFeature, ProviderEvents, type Provider } from '@openfeature/web-sdk'
import { afterAll, describe, expect, test } from 'vitest'
import { bearer, until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam } from '../../test-support/decision-world.ts'
import { smallCatalogue } from '../../test-support/small-catalogue.ts'

const { world, point, team } = await openDecisionWorld(async (made) => ({
  team: await openTeam(made),
}))
const { key } = await point.newKey()
afterAll(async () => {
  await OpenFeature.close()
  await WebOpenFeature.close()
})

const context = () => ({ targetingKey: team.member.subjectId, account: team.account.id })
const flag = (name: string, body: unknown = { context: context() }) =>
  point.post(`/ofrep/v1/evaluate/flags/${name}`, key, body)
const flags = (headers: Record<string, string> = {}) =>
  point.post('/ofrep/v1/evaluate/flags', key, { context: context() }, headers)

type Flags = {
  readonly flags: readonly { readonly key: string; readonly value: boolean }[]
  readonly eventStreams: readonly [{ readonly url: string }]
}

describe('one flag', () => {
  test('is true for a permit, and else false with why', async () => {
    expect(await (await flag('meeting_summary')).json()).toMatchObject({
      key: 'meeting_summary',
      value: true,
      reason: 'TARGETING_MATCH',
      variant: 'permit',
    })
    const other = { context: { ...context(), targetingKey: team.owner.subjectId } }
    expect(await (await flag('meeting_summary', other)).json()).toMatchObject({
      value: false,
      variant: 'deny',
      metadata: { reason: 'MEMBER_UNDECIDED' },
    })
    expect(await (await flag('product_improvement.audio')).json()).toMatchObject({ value: false })
  })

  test('C31: that the output has to be marked leaves a flag true, and its metadata says the mark; a yes stays one', async () => {
    const mark = 'https://marks.example/generated'
    const marking = { media: ['text' as const], mark, law: 'Article 50(2)' }
    const published = (exception: string | null) =>
      world.publishCatalogue({
        ...smallCatalogue,
        purposes: smallCatalogue.purposes.map((each) =>
          each.key === 'meeting_summary' ? { ...each, output: { ...marking, exception } } : each,
        ),
      })
    const question = {
      subject: { type: 'user', id: team.member.subjectId },
      action: { name: 'meeting_summary' },
      resource: { type: 'account', id: team.account.id },
    }
    const obligations = async () => {
      const { decision, context } = await point.evaluate(key, question)
      expect(decision).toBe(true)
      return context['obligations'] as unknown[]
    }
    await published(null)
    await until(async () => (await obligations()).length === 1)
    expect(await obligations()).toEqual([
      { id: 'mark_output', type: 'custom', properties: { action: 'mark_output', ...marking } },
    ])
    expect(await (await flag('meeting_summary')).json()).toMatchObject({
      ...{ value: true, variant: 'permit', metadata: { markOutput: mark } },
    })
    // The law’s exception is data as well, with its reason.
    await published('It only helps to edit a text.')
    await until(async () => (await obligations()).length === 0)
    const { metadata } = (await (await flag('meeting_summary')).json()) as { metadata: object }
    expect(metadata).not.toHaveProperty('markOutput')
  })

  test('whoever and whatever is not known is false, or not found', async () => {
    for (const more of [
      { account: 'nowhere' },
      { account: null },
      { meeting: 'm-1' },
      { subject: 'guest' },
    ])
      expect(
        await (await flag('meeting_summary', { context: { ...context(), ...more } })).json(),
      ).toMatchObject({
        value: false,
      })
    const missing = await flag('no_such_flag')
    expect(missing.status).toBe(404)
    expect(await missing.json()).toMatchObject({ key: 'no_such_flag', errorCode: 'FLAG_NOT_FOUND' })
  })

  test.each([
    ['no context', {}, 'INVALID_CONTEXT'],
    ['a context that is a text', { context: 'me' }, 'INVALID_CONTEXT'],
    ['nobody', { context: {} }, 'TARGETING_KEY_MISSING'],
    [
      'an account that is a number',
      { context: { targetingKey: 'a', account: 7 } },
      'INVALID_CONTEXT',
    ],
    ['no JSON', '{', 'PARSE_ERROR'],
  ])('%s: 400', async (_, body, errorCode) => {
    const answer = await flag('meeting_summary', body)
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ errorCode })
  })

  test('takes a key, in either header', async () => {
    const options = { method: 'POST', body: JSON.stringify({ context: context() }) }
    const url = `${point.url}/ofrep/v1/evaluate/flags/meeting_summary`
    const headers = { 'content-type': 'application/json' }
    expect((await fetch(url, { ...options, headers })).status).toBe(401)
    const named = { ...headers, 'x-api-key': key }
    expect((await fetch(url, { ...options, headers: named })).status).toBe(200)
  })
})

describe('all flags', () => {
  test('are the same as each alone, and not sent twice', async () => {
    const answer = await flags()
    const etag = answer.headers.get('etag')!
    const body = (await answer.json()) as Flags
    for (const each of body.flags) expect(await (await flag(each.key)).json()).toEqual(each)
    const again = await flags({ 'if-none-match': etag })
    expect(again.status).toBe(304)
    expect(await again.text()).toBe('')
    await world.leaveOut(team.member, 'meeting_summary')
    await until(async () => (await flags({ 'if-none-match': etag })).status === 200)
    await world.include(team.member, 'meeting_summary')
    await until(async () => (await flags({ 'if-none-match': etag })).status === 304)
  })

  test('a stream says when to fetch again, and to nobody else', async () => {
    const [{ url }] = ((await (await flags()).json()) as Flags).eventStreams
    const at = (address: string) => address.replace('http://decide.test', point.url)
    expect((await fetch(at(url.slice(0, -3)))).status).toBe(401)
    expect((await fetch(at(url.replace(/token=.*/, '')))).status).toBe(401)
    const stream = await fetch(at(url))
    expect(stream.headers.get('content-type')).toBe('text/event-stream')
    const reader = stream.body!.pipeThrough(new TextDecoderStream()).getReader()
    const first = reader.read()
    await world.include(team.owner, 'meeting_summary')
    await world.leaveOut(team.member, 'meeting_summary')
    const { value } = await first
    const data = JSON.parse(/^data: (.*)$/m.exec(value ?? '')?.[1] ?? '') as {
      type: string
      etag: string
    }
    expect(data.type).toBe('refetchEvaluation')
    expect((await flags()).headers.get('etag')).toBe(data.etag)
    await reader.cancel()
    await world.include(team.member, 'meeting_summary')
    await until(
      async () => ((await (await flag('meeting_summary')).json()) as { value: boolean }).value,
    )
  })
})

describe('the providers of OpenFeature', () => {
  test('on a server: a flag follows what people say', async () => {
    const provider = new OFREPProvider({
      baseUrl: point.url,
      headers: Object.entries(bearer(key)),
    })
    await OpenFeature.setProviderAndWait(provider)
    const client = OpenFeature.getClient()
    const details = await client.getBooleanDetails('meeting_summary', false, context())
    expect(details).toMatchObject({ value: true, reason: 'TARGETING_MATCH', variant: 'permit' })
    await world.leaveOut(team.member, 'meeting_summary')
    await until(async () => !(await client.getBooleanValue('meeting_summary', true, context())))
    expect(await client.getBooleanDetails('no_such_flag', false, context())).toMatchObject({
      value: false,
      errorCode: 'FLAG_NOT_FOUND',
    })
    await world.include(team.member, 'meeting_summary')
    await until(async () => client.getBooleanValue('meeting_summary', false, context()))
  })

  test('in a browser: all flags are fetched for a person, and again when they change', async () => {
    await WebOpenFeature.setContext(context())
    const provider = new OFREPWebProvider({
      baseUrl: point.url,
      headers: Object.entries(bearer(key)),
      pollInterval: 50,
    })
    // Its types allow less than it does under exactOptionalPropertyTypes.
    await WebOpenFeature.setProviderAndWait(provider as Provider)
    const client = WebOpenFeature.getClient()
    expect(client.getBooleanValue('meeting_summary', false)).toBe(true)
    const changed = new Promise<void>((resolve) => {
      client.addHandler(ProviderEvents.ConfigurationChanged, () => resolve())
    })
    await world.leaveOut(team.member, 'meeting_summary')
    await changed
    await until(() => !client.getBooleanValue('meeting_summary', true))
  })
})

import {
  OpenFeature,
  OpenFeatureEventEmitter,
  ProviderEvents as Events,
  type Provider,
} from '@openfeature/server-sdk'
import {
  OpenFeature as WebOpenFeature,
  OpenFeatureEventEmitter as WebEventEmitter,
  type Provider as WebProvider,
} from '@openfeature/web-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient, type ConsentClient } from './client/create-client.ts'
import { serverProvider, webProvider } from './openfeature.ts'
import { KEY, MockSource } from './testdata/mock-source.ts'
import { account, member } from './testdata/world.ts'

// The official SDKs, a real source, and `true` as the default where it must not matter.

let source: MockSource
let consent: ConsentClient

beforeEach(async () => {
  source = await MockSource.start()
  consent = createClient({ url: source.url, key: KEY })
})

afterEach(async () => {
  await OpenFeature.clearProviders()
  await WebOpenFeature.clearProviders()
  OpenFeature.clearHandlers()
  consent.close()
  await source.stop()
})

const meeting = { meeting: 'm1', roster: 1 }

describe('serverProvider', () => {
  it('is false before there is a state, whatever the default', async () => {
    const provider: Provider = serverProvider(consent, new OpenFeatureEventEmitter())
    OpenFeature.setProvider(provider)
    const flags = OpenFeature.getClient()
    const details = await flags.getBooleanDetails('meeting_summary', true, meeting)
    expect(details).toMatchObject({
      value: false,
      variant: 'denied',
      reason: 'ERROR',
      flagMetadata: { code: 'NOT_READY', revision: -1 },
    })
    expect(flags.providerStatus).toBe('STALE')
  })

  it('answers a feature in a meeting, and of one participant', async () => {
    await consent.waitUntilReady()
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const flags = OpenFeature.getClient()
    expect(await flags.getBooleanDetails('meeting_summary', false, meeting)).toMatchObject({
      value: true,
      variant: 'permitted',
      reason: 'TARGETING_MATCH',
      flagMetadata: { code: '', obligations: '', termsVersions: 'terms-7', revision: 10 },
    })
    const bob = { ...meeting, participant: 'p-bob' }
    expect(await flags.getBooleanValue('meeting_summary', false, bob)).toBe(true)
    const nobody = { ...meeting, participant: 'p-x' }
    expect(await flags.getBooleanValue('meeting_summary', true, nobody)).toBe(false)
  })

  it('answers for a member, by the targeting key too', async () => {
    await consent.waitUntilReady()
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const flags = OpenFeature.getClient()
    const audio = { account: 'org-acme', category: 'audio' }
    const ask = (context: Record<string, string>) =>
      flags.getBooleanValue('product_improvement', true, { ...audio, ...context })
    expect(await ask({ targetingKey: 'u_ann' })).toBe(true)
    expect(await ask({ member: 'ann', targetingKey: 'x' })).toBe(true)
    expect(await ask({ targetingKey: 'x' })).toBe(false)
    expect(await ask({ member: 'ann', category: 'video' })).toBe(false)
  })

  it.each([
    ['no context', 'meeting_summary', {}],
    ['a roster of another kind', 'meeting_summary', { meeting: 'm1', roster: '1' }],
    ['a meeting of another kind', 'meeting_summary', { meeting: 7, roster: 1 }],
    ['a flag that is no purpose', 'mind_reading', meeting],
  ])('is false for %s, though the default is true', async (_, key, context) => {
    await consent.waitUntilReady()
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const details = await OpenFeature.getClient().getBooleanDetails(key, true, context)
    expect(details).toMatchObject({ value: false, reason: 'ERROR' })
    expect(details.errorCode).toBeUndefined()
  })

  it('is false where an obligation would have to be met, and says which', async () => {
    await consent.waitUntilReady()
    source.change(member('acme', 'bob', [[0, 'refused']]))
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const flags = OpenFeature.getClient()
    await expect
      .poll(() => flags.getBooleanDetails('meeting_summary', true, meeting))
      .toMatchObject({ value: false, flagMetadata: { obligations: 'leave_out', revision: 11 } })
  })

  it('says until when nobody enforces what it answers', async () => {
    await consent.waitUntilReady()
    const observedUntil = Date.now() + 60_000
    source.change(account('acme', { observedUntil }))
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const flags = OpenFeature.getClient()
    await expect
      .poll(() => flags.getBooleanDetails('meeting_summary', true, meeting))
      .toMatchObject({ flagMetadata: { observedUntil: new Date(observedUntil).toISOString() } })
  })

  it('knows no flag of another type', async () => {
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    const details = await OpenFeature.getClient().getStringDetails('meeting_summary', 'x', meeting)
    expect(details).toMatchObject({ value: 'x', errorCode: 'TYPE_MISMATCH' })
  })

  it('tells of readiness, of changes and of silence', async () => {
    const seen: string[] = []
    for (const event of [Events.Ready, Events.Stale, Events.ConfigurationChanged])
      OpenFeature.addHandler(event, () => seen.push(event))
    OpenFeature.setProvider(serverProvider(consent, new OpenFeatureEventEmitter()))
    await expect.poll(() => seen.slice(-2)).toEqual([Events.Ready, Events.ConfigurationChanged])
    expect(seen).toContain(Events.Stale)
    seen.length = 0
    source.change(member('acme', 'bob', [[0, 'refused']]))
    await expect.poll(() => seen).toEqual([Events.ConfigurationChanged])
    source.cut()
    await expect.poll(() => seen.slice(1)).toEqual([Events.Stale, Events.Ready])
  })
})

describe('webProvider', () => {
  it('answers at once, from the context that the page has set', async () => {
    await consent.waitUntilReady()
    const provider: WebProvider = webProvider(consent, new WebEventEmitter())
    await WebOpenFeature.setContext(meeting)
    WebOpenFeature.setProvider(provider)
    const flags = WebOpenFeature.getClient()
    expect(flags.getBooleanValue('meeting_summary', false)).toBe(true)
    expect(flags.getBooleanValue('mind_reading', true)).toBe(false)
    expect(flags.getNumberDetails('meeting_summary', 7).errorCode).toBe('TYPE_MISMATCH')
  })
})

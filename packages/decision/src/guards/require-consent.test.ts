import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import fastify from 'fastify'
import { NextRequest } from 'next/server.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient, type ConsentClient, type MeetingNow } from '../client/create-client.ts'
import { KEY, MockSource } from '../testdata/mock-source.ts'
import { account, MEETING, member, participant } from '../testdata/world.ts'
import { requireConsent as forExpress } from './express.ts'
import { requireConsent as forFastify } from './fastify.ts'
import { consentOf, requireConsent as forNext } from './next.ts'

let source: MockSource
let consent: ConsentClient
let stops: (() => Promise<unknown>)[]

beforeEach(async () => {
  source = await MockSource.start()
  consent = createClient({ url: source.url, key: KEY })
  await consent.waitUntilReady()
  stops = []
})

afterEach(async () => {
  for (const stop of stops) await stop()
  consent.close()
  await source.stop()
})

function meetingIn(url: string): MeetingNow | null {
  const { searchParams } = new URL(url, 'http://platform')
  const id = searchParams.get('meeting')
  return id === null ? null : { id, roster: Number(searchParams.get('roster')) }
}

const demand = {
  feature: 'meeting_summary',
  askAt: () => 'https://assent.example/m/abc',
  waitMs: 100,
}

type Ask = (query: string) => Promise<Response>

async function startExpress(): Promise<Ask> {
  const app = express()
  const guard = forExpress(consent, {
    ...demand,
    meeting: (request: express.Request) => meetingIn(request.url),
  })
  app.post('/summary', guard, (request, response) => {
    response.json({ revision: consentOf(request)?.revision })
  })
  const server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stops.push(() => {
    server.closeAllConnections()
    return Promise.resolve(server.close())
  })
  const { port } = server.address() as AddressInfo
  return (query) => fetch(`http://127.0.0.1:${port}/summary${query}`, { method: 'POST' })
}

async function startFastify(): Promise<Ask> {
  const app = fastify()
  const preHandler = forFastify(consent, {
    ...demand,
    meeting: ({ url }: { url: string }) => meetingIn(url),
  })
  app.post('/summary', { preHandler }, (request) => ({
    revision: consentOf(request)?.revision,
  }))
  stops.push(() => app.close())
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return (query) => fetch(`${url}/summary${query}`, { method: 'POST' })
}

function startNext(): Promise<Ask> {
  const POST = forNext(
    consent,
    { ...demand, meeting: ({ url }: NextRequest) => meetingIn(url) },
    (request: NextRequest) => Response.json({ revision: consentOf(request)?.revision }),
  )
  return Promise.resolve((query) =>
    POST(new NextRequest(`http://platform/summary${query}`, { method: 'POST' }), {
      params: Promise.resolve({}),
    }),
  )
}

describe.each([
  ['Express', startExpress],
  ['Fastify', startFastify],
  ['Next', startNext],
])('requireConsent for %s', (_, start) => {
  it('lets the route run on a yes, with the answer', async () => {
    const ask = await start()
    const response = await ask('?meeting=m1&roster=1')
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ revision: 10 })
  })

  it('answers 403 with the host’s sentence, and where to ask; never with who or how many', async () => {
    source.change(member('acme', 'bob', [[0, 'refused']]))
    await expect.poll(() => consent.may('meeting_summary', { id: 'm1', roster: 1 })).toBe(false)
    const ask = await start()
    const response = await ask('?meeting=m1&roster=1')
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
    expect(await response.json()).toEqual({
      type: 'urn:assent:problem:consent-missing',
      title: 'Consent is missing',
      status: 403,
      detail: 'This may run only where people can be left out, and that is not so here.',
      feature: 'meeting_summary',
      reasons: ['NOT_EVERYONE', 'UNMET_LEAVE_OUT'],
      ask_at: 'https://assent.example/m/abc',
    })
  })

  it.each([
    ['no meeting', '', 'UNKNOWN_MEETING'],
    ['another meeting', '?meeting=m2&roster=1', 'UNKNOWN_MEETING'],
    ['an older roster', '?meeting=m1&roster=0', 'ROSTER_BEHIND'],
    ['no roster', '?meeting=m1&roster=x', 'ROSTER_UNKNOWN'],
    ['a roster that never comes', '?meeting=m1&roster=9', 'ROSTER_UNKNOWN'],
  ])('refuses %s', async (__, query, code) => {
    const ask = await start()
    const response = await ask(query)
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ reasons: [code] })
  })

  it('refuses when the source is gone', async () => {
    const ask = await start()
    consent.close()
    const response = await ask('?meeting=m1&roster=1')
    expect(await response.json()).toMatchObject({ status: 403, reasons: ['NOT_READY'] })
  })
})

describe('a demand', () => {
  const request = (roster: number) =>
    new Request(`http://platform/?meeting=m1&roster=${roster}`, { method: 'POST' })

  it('lets a route run that meets the obligations itself', async () => {
    source.change(member('acme', 'bob', [[0, 'refused']]))
    const handler = forNext(
      consent,
      { ...demand, meeting: ({ url }: Request) => meetingIn(url), meets: ['leave_out'] },
      (asking: Request) => Response.json(consentOf(asking)?.obligations),
    )
    await expect.poll(() => consent.may('meeting_summary', { id: 'm1', roster: 1 })).toBe(false)
    expect(await (await handler(request(1), undefined)).json()).toEqual([
      { type: 'leave_out', categories: ['audio', 'chat'], participants: ['p-bob'] },
    ])
  })

  it('is not held to where decisions are only watched, and the route can tell', async () => {
    const handler = forNext(
      consent,
      { ...demand, meeting: ({ url }: Request) => meetingIn(url) },
      (asked: Request) => Response.json(consentOf(asked)),
    )
    const observedUntil = Date.now() + 60_000
    source.change(member('acme', 'bob', [[0, 'refused']]), account('acme', { observedUntil }))
    await expect
      .poll(async (): Promise<unknown> => (await handler(request(1), undefined)).json())
      .toMatchObject({ observedUntil, obligations: [{ type: 'leave_out' }] })
    source.change(account('acme'))
    await expect.poll(async () => (await handler(request(1), undefined)).status).toBe(403)
  })

  it('waits for the roster that the platform has just been told of', async () => {
    const handler = forNext(
      consent,
      { ...demand, waitMs: 30_000, meeting: ({ url }: Request) => meetingIn(url) },
      () => new Response('runs'),
    )
    const response = handler(request(2), undefined)
    source.change({ ...MEETING, roster: 2 }, participant('p-bob', 'acme', 'bob', { roster: 2 }))
    expect((await response).status).toBe(200)
  })

  it('leaves the fault of whoever finds the meeting to the framework', async () => {
    const handler = forNext(
      consent,
      { ...demand, meeting: () => Promise.reject(new Error('no database')) },
      () => new Response('runs'),
    )
    await expect(handler(request(1), undefined)).rejects.toThrow('no database')
  })
})

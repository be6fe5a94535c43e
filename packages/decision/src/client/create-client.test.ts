import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createClient, type ClientOptions, type ConsentClient } from './create-client.ts'
import type { ClientStatus } from './client-status.ts'
import { changeText, currentText, KEY, MockSource } from '../testdata/mock-source.ts'
import { increment, linesOf, member, participant, world } from '../testdata/world.ts'

// Real HTTP, and a clock that a test can set on. Heartbeats come every 50 ms.

let source: MockSource
let clients: ConsentClient[]
let ahead: number
let errors: unknown[]

beforeEach(async () => {
  source = await MockSource.start()
  clients = []
  errors = []
  ahead = 0
})

afterEach(async () => {
  for (const each of clients) each.close()
  await source.stop()
})

const MEETING = { id: 'm1', roster: 1 }
const summary = { kind: 'feature', meeting: 'm1', roster: 1, purpose: 'meeting_summary' } as const
const audio = {
  kind: 'member',
  account: 'acme',
  member: 'ann',
  purpose: 'product_improvement',
  category: 'audio',
} as const

function start(options: Partial<ClientOptions> = {}): ConsentClient {
  const client = createClient({
    url: source.url,
    key: KEY,
    monotonic: () => performance.now() + ahead,
    onError: (error) => errors.push(error),
    ...options,
  })
  clients.push(client)
  return client
}

async function ready(options: Partial<ClientOptions> = {}): Promise<ConsentClient> {
  const client = start(options)
  await client.waitUntilReady()
  return client
}

/** Looks now and after each piece of news. */
function until(client: ConsentClient, holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds()) return
      remove()
      resolve()
    }
    const remove = client.onChange(look)
    look()
  })
}

const untilStatus = (client: ConsentClient, status: ClientStatus) =>
  until(client, () => client.status === status)

describe('createClient', () => {
  it('answers no at once, and yes when the source has said that its state is current', async () => {
    const client = start()
    expect(client.status).toBe('none')
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(client.decide(summary).reasons[0]?.code).toBe('NOT_READY')
    await client.waitUntilReady()
    expect(client.status).toBe('current')
    expect(client.may('meeting_summary', MEETING)).toBe(true)
    expect(client.decide(audio)).toMatchObject({ decision: 'permit', revision: 10, reasons: [] })
  })

  it('is told of a no, and answers it from then on', async () => {
    const client = await ready()
    source.change(member('acme', 'bob', [[0, 'withdrawn']]))
    await until(client, () => !client.may('meeting_summary', MEETING))
    expect(client.decide(summary)).toMatchObject({
      decision: 'permit',
      revision: 11,
      obligations: [{ type: 'leave_out', participants: ['p-bob'] }],
    })
    expect(client.may('meeting_summary', { ...MEETING, participant: 'p-bob' })).toBe(false)
    expect(client.may('meeting_summary', { ...MEETING, participant: 'p-ann' })).toBe(true)
  })

  it.each([
    ['a roster that it does not name', { id: 'm1' }],
    ['an older roster', { id: 'm1', roster: 0 }],
    ['a roster to come', { id: 'm1', roster: 2 }],
    ['an unknown meeting', { id: 'm2', roster: 1 }],
    ['an unknown participant', { ...MEETING, participant: 'p-x' }],
    ['a roster of another kind', { id: 'm1', roster: '1' }],
  ])('says no to %s', async (_, meeting) => {
    const client = await ready()
    expect(client.may('meeting_summary', meeting as never)).toBe(false)
  })

  it('says no to a feature that it does not know, and to a sharing purpose asked as one', async () => {
    const client = await ready()
    expect(client.may('mind_reading', MEETING)).toBe(false)
    expect(client.may('product_improvement', MEETING)).toBe(false)
  })

  it('goes on from its position after a cut, without loading the state again', async () => {
    const client = await ready()
    source.cut()
    await untilStatus(client, 'held')
    expect(client.may('meeting_summary', MEETING)).toBe(true)
    expect(client.decide(audio).reasons[0]?.code).toBe('STATE_OLD')
    source.change(participant('p-bob', 'acme', 'bob', { present: false, roster: 2 }))
    await untilStatus(client, 'current')
    expect(client.may('meeting_summary', { id: 'm1', roster: 2 })).toBe(true)
    expect(source.requests).toEqual(['/v1/state', '/v1/events?after=10', '/v1/events?after=10'])
  })

  it('loads a whole state where a change was missed', async () => {
    const client = await ready()
    source.changeInSilence(member('acme', 'bob', [[0, 'refused']]))
    await until(client, () => client.decide(summary).revision === 11)
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(source.requests.slice(2)).toEqual(['/v1/state', '/v1/events?after=11'])
  })

  it('loads a whole state when it is told to', async () => {
    const client = await ready()
    source.send('event: reload\ndata: {}\n\n')
    await untilStatus(client, 'held')
    expect(client.may('meeting_summary', MEETING)).toBe(true)
    await untilStatus(client, 'current')
    expect(source.requests.filter((each) => each === '/v1/state')).toHaveLength(2)
  })

  it.each([
    ['no JSON', changeText(11, '{"format":')],
    ['another format', changeText(11, '{"format":"x","after":10,"position":11,"records":[]}')],
    [
      'a record that it does not know',
      changeText(11, JSON.stringify(increment(10, 11, [{ type: 'wish' } as never]))),
    ],
  ])('answers nothing after a change that is %s, until it has loaded again', async (_, text) => {
    const client = await ready()
    source.instead = () => true
    source.send(text)
    await untilStatus(client, 'none')
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(client.decide(audio).reasons[0]?.code).toBe('NOT_READY')
    source.instead = () => false
    source.cut()
    expect(errors).not.toHaveLength(0)
  })

  it('does not take a change twice for two', async () => {
    const client = await ready()
    source.change(member('acme', 'bob', [[0, 'refused']]))
    source.change(member('acme', 'bob'))
    const first = increment(10, 11, [member('acme', 'bob', [[0, 'refused']])])
    source.send(changeText(11, JSON.stringify(first)))
    await until(client, () => client.decide(summary).revision === 12)
    expect(client.may('meeting_summary', MEETING)).toBe(true)
  })

  it('lets a feature grow old, then the state', async () => {
    const client = await ready()
    source.instead = () => true
    source.stopHeartbeat()
    await untilStatus(client, 'held')
    expect(client.may('meeting_summary', MEETING)).toBe(true)
    expect(client.decide(audio).reasons[0]?.code).toBe('STATE_OLD')
    ahead += 30_000
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(client.decide(summary).reasons[0]?.code).toBe('STATE_OLD')
    expect(client.status).toBe('none')
  })

  it('takes a shorter time where the platform wants one, and no longer one', async () => {
    const client = await ready({ featureMs: 2_000 })
    source.instead = () => true
    source.stopHeartbeat()
    ahead += 2_001
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(() => start({ featureMs: 30_001 })).toThrow(TypeError)
  })

  it('does not take what was held back for news', async () => {
    const client = await ready()
    source.stopHeartbeat()
    source.instead = () => true
    // Nothing newer was known 20 s ago; since then there may have been.
    ahead += 20_000
    source.send(currentText(10, source.now()))
    await expect.poll(() => source.requests.length).toBeGreaterThan(2)
    expect(client.status).toBe('held')
    ahead += 10_001
    expect(client.may('meeting_summary', MEETING)).toBe(false)
  })

  it('takes no account of how this machine’s own clock is set', async () => {
    for (const off of [-86_400_000, 86_400_000]) {
      const client = await ready({ wall: () => Date.now() + off })
      expect(client.may('meeting_summary', MEETING)).toBe(true)
      expect(Math.abs(client.decide(summary).evaluatedAt - Date.now())).toBeLessThan(60_000)
    }
  })

  it('counts the time that the machine slept', async () => {
    let slept = 0
    const client = await ready({ wall: () => Date.now() + slept })
    source.instead = () => true
    source.stopHeartbeat()
    slept = 30_001
    expect(client.may('meeting_summary', MEETING)).toBe(false)
  })

  it('opens another connection when the one it has only looks open', async () => {
    const after: ClientOptions['after'] = (ms, call) => {
      const timer = setTimeout(call, ms / 10)
      return () => clearTimeout(timer)
    }
    const client = await ready({ after })
    source.stopHeartbeat()
    await expect.poll(() => source.requests.length).toBeGreaterThan(2)
    expect(errors[0]).toMatchObject({ name: 'SourceSilentError' })
    source.startHeartbeat()
    await untilStatus(client, 'current')
  })

  it('forgets everything when its key is revoked', async () => {
    const client = await ready()
    source.instead = (_, response) => {
      response.writeHead(401).end()
      return true
    }
    source.cut()
    await untilStatus(client, 'none')
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(errors.at(-1)).toMatchObject({ name: 'SourceRefusedError', status: 401 })
  })

  it.each([
    ['a source that has no such thing', 404, {}, ''],
    ['a source in distress', 500, {}, 'oops'],
    ['a page in between', 200, { 'content-type': 'text/html' }, '<html>sign in</html>'],
    ['another place', 302, { location: 'https://example.com' }, ''],
  ])('answers no with %s, and goes on asking', async (_, status, headers, body) => {
    source.instead = (request, response) => {
      response.writeHead(status, headers).end(body)
      return true
    }
    const client = start()
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    source.instead = () => false
    await client.waitUntilReady()
    expect(client.may('meeting_summary', MEETING)).toBe(true)
  })

  it('says nothing before a state is whole', async () => {
    source.instead = (request, response) => {
      if (request.url !== '/v1/state') return false
      response.writeHead(200)
      response.write('{"format":"assent-decision-state/1","after":null,"position":10,')
      response.destroy()
      return true
    }
    const client = start()
    await expect.poll(() => errors.length).toBeGreaterThan(0)
    expect(client.status).toBe('none')
  })

  it('takes no state in place of its own before the source says that it is current', async () => {
    const client = await ready()
    source.change(member('acme', 'bob', [[0, 'refused']]))
    await until(client, () => client.decide(summary).revision === 11)
    // A copy that lags behind serves what was, and cannot say that nothing is newer.
    const lagging = new TextEncoder().encode(linesOf(world))
    source.instead = ({ url }, response) => {
      response.writeHead(200, { 'assent-time': String(source.now()) })
      if (url === '/v1/state') response.end(lagging)
      else response.flushHeaders()
      return true
    }
    source.send('event: reload\ndata: {}\n\n')
    await expect.poll(() => source.requests).toContain('/v1/events?after=10')
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(client.decide(summary).revision).toBe(11)
  })

  it('stops waiting when it is told to, or closed', async () => {
    source.instead = () => true
    const client = start()
    const reason = new Error('too late')
    await expect(client.waitUntilReady({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
    const waiting = client.waitUntilReady()
    client.close()
    await expect(waiting).rejects.toThrow('closed')
    await expect(client.waitUntilReady()).rejects.toThrow('closed')
  })

  it('answers no when it is closed, and lets go of its connection', async () => {
    const client = await ready()
    client.close()
    expect(client.may('meeting_summary', MEETING)).toBe(false)
    expect(client.status).toBe('none')
    await expect.poll(() => source.streams).toBe(0)
  })

  it('goes on when who listens fails', async () => {
    const client = await ready({
      onError: () => {
        throw new Error('the log is full')
      },
    })
    client.onChange(() => {
      throw new Error('a listener')
    })
    source.change(member('acme', 'bob', [[0, 'refused']]))
    await until(client, () => client.decide(summary).revision === 11)
  })

  it.each([
    ['no address', { url: 'decisions' }],
    ['another scheme', { url: 'file:///etc' }],
    ['no key', { key: '' }],
    ['a key with a line', { key: 'a\nb' }],
  ])('refuses %s', (_, options) => {
    expect(() => start(options)).toThrow(TypeError)
  })
})

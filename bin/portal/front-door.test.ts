import { once } from 'node:events'
import { createServer, request, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { frontDoor } from './front-door.ts'
import { listen, stopServing } from './listen.ts'

const readiness = { ready: true }
vi.mock('#lib/context.ts', () => ({ isReady: () => Promise.resolve(readiness.ready) }))
vi.mock('#lib/log.ts', () => ({ log: { error: () => undefined } }))

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

test('the demonstration answers to this machine’s own names alone', async () => {
  const port = await open({ loopbackOnly: true })
  for (const host of [`localhost:${port}`, 'localhost', '127.0.0.1:9', '[::1]:3000', 'LOCALHOST'])
    expect(await get(port, '/', { host })).toMatchObject({ status: 200, body: 'page' })
  for (const host of ['portal.example', '127.0.0.1.example', 'localhost.example:3000', '0.0.0.0'])
    for (const path of ['/', '/healthz', '/readyz', '/api/v1/session'])
      expect(await get(port, path, { host })).toMatchObject({ status: 421 })
})

test('a forwarded name does not stand in for the real one', async () => {
  const port = await open({ loopbackOnly: true })
  const headers = { host: 'portal.example', 'x-forwarded-host': 'localhost' }
  expect((await get(port, '/', headers)).status).toBe(421)
})

test('a portal over a real database answers to any name', async () => {
  const port = await open({ loopbackOnly: false })
  expect(await get(port, '/', { host: 'portal.example' })).toMatchObject({ status: 200 })
})

test('health is the process’s own, readiness is the database’s too', async () => {
  const port = await open({ loopbackOnly: false })
  readiness.ready = false
  expect((await get(port, '/healthz')).status).toBe(200)
  expect((await get(port, '/readyz')).status).toBe(503)
  readiness.ready = true
  expect((await get(port, '/readyz')).status).toBe(200)
})

test('a page that fails is a problem document, not a lost connection', async () => {
  const failing = frontDoor(() => Promise.reject(new Error('x')), { loopbackOnly: false })
  const port = await serve(createServer(failing))
  const answer = await get(port, '/')
  expect(answer.status).toBe(500)
  expect(answer.headers['content-type']).toBe('application/problem+json')
})

test('the demonstration listens on loopback addresses alone', async () => {
  const opened = await listen(() => createServer(), 0, { loopbackOnly: true, other: 'PORT=3100' })
  servers.push(...opened)
  expect(opened.length).toBeGreaterThan(0)
  const addresses = opened.map((server) => (server.address() as AddressInfo).address)
  expect(['127.0.0.1', '::1']).toEqual(expect.arrayContaining(addresses))
})

test('a port that is taken is named in one line', async () => {
  const port = await open({ loopbackOnly: true })
  const second = listen(() => createServer(), port, { loopbackOnly: true, other: 'PORT=3100' })
  await expect(second).rejects.toThrow(new RegExp(`^Port ${port} is taken by another program\\.`))
})

test('stopping lets a request that is under way finish', async () => {
  let release: () => void = () => undefined
  const slow = createServer((_, response) => (release = () => response.end('whole')))
  const port = await serve(slow)
  const answer = get(port, '/')
  await once(slow, 'request')
  const stopped = stopServing([slow])
  release()
  expect((await answer).body).toBe('whole')
  await stopped
  expect(slow.listening).toBe(false)
})

function open(rules: { readonly loopbackOnly: boolean }): Promise<number> {
  const pages = frontDoor((_, response) => Promise.resolve(void response.end('page')), rules)
  return serve(createServer(pages))
}

async function serve(server: Server): Promise<number> {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

type Answer = {
  readonly status: number | undefined
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** Not fetch: that sets the Host header itself. */
async function get(port: number, path: string, headers: Record<string, string> = {}) {
  return new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text))
      response.on('end', () => {
        resolve({ status: response.statusCode, headers: response.headers, body })
      })
    })
    sent.on('error', reject).end()
  })
}

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { MemberErased } from '#lib/domain/account/erasure.ts'
import { answer } from './answer.ts'
import { handle } from './handle.ts'
import type { ProblemDocument } from './problem.ts'

const logged: unknown[] = []
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve({}) }))
vi.mock('#lib/log.ts', () => ({ log: { error: (line: unknown) => logged.push(line) } }))
const surroundings = globalThis as { assentEnv?: { publicUrl: string } }
beforeEach(() => {
  surroundings.assentEnv = { publicUrl: 'https://portal.example' }
  logged.length = 0
})
afterEach(() => delete surroundings.assentEnv)

const echo = handle(
  'anyone',
  {
    body: {
      json: z.strictObject({ name: z.string().min(1), list: z.array(z.string()).optional() }),
    },
  },
  ({ input }) => Promise.resolve(answer(input)),
)

test('what is thrown is a problem with a number to name it by, and its log line quotes nobody', async () => {
  class DatabaseError extends Error {
    override readonly name = 'DatabaseError'
    readonly code = '22P02'
  }
  const failing = handle('anyone', {}, () =>
    Promise.reject(new DatabaseError('invalid input: "mia@people.example"')),
  )
  const response = await failing(post('{}'), route)
  const problem = (await response.json()) as ProblemDocument
  expect([response.status, response.headers.get('content-type'), problem.code]).toEqual([
    500,
    'application/problem+json',
    'internal',
  ])
  expect(JSON.stringify(problem)).not.toContain('mia')
  expect(logged).toEqual([
    expect.objectContaining({
      requestId: problem.requestId,
      error: 'DatabaseError',
      code: '22P02',
    }),
  ])
  expect(JSON.stringify(logged)).not.toContain('mia')
})

test('who was erased while they answered is nobody who is signed in, and no fault', async () => {
  const late = handle('anyone', {}, () => Promise.reject(new MemberErased()))
  const response = await late(post('{}'), route)
  const { code } = (await response.json()) as ProblemDocument
  expect([response.status, code, logged]).toEqual([401, 'not_signed_in', []])
})

test('a refusal of a command is its own problem document (RFC 9457)', async () => {
  const refusing = handle('anyone', {}, () =>
    Promise.resolve({ ok: false, code: 'mapping_invalid', problems: ['No clause "9".'] }),
  )
  const response = await refusing(post('{}'), route)
  expect(await response.json()).toEqual({
    type: 'urn:assent:problem:mapping_invalid',
    title: 'The mapping names what is not there',
    status: 422,
    detail: expect.any(String) as string,
    code: 'mapping_invalid',
    errors: [{ field: '', message: 'No clause "9".' }],
  })
})

test('an outdated page has failed, and one that never said what it was is asked to', async () => {
  const stale = handle('anyone', {}, () => Promise.resolve({ ok: false, code: 'stale_page' }))
  expect((await stale(post('{}', { 'if-match': '"7"' }), route)).status).toBe(412)
  expect((await stale(post('{}'), route)).status).toBe(428)
})

test('each field that is wrong is named, in words', async () => {
  const response = await echo(post('{"list":["a",7],"more":1}'), route)
  const { errors } = (await response.json()) as ProblemDocument
  expect(errors).toEqual([
    { field: 'name', message: 'This is needed.' },
    { field: 'list.1', message: 'This must be text.' },
    { field: '', message: 'Not known here: more.' },
  ])
})

test('text that cannot be kept is refused wherever it stands', async () => {
  for (const [body, field] of [
    ['{"name":"a\\u0000b"}', 'name'],
    ['{"name":"\\ud800"}', 'name'],
    ['{"name":"a","list":["b","c\\u0000"]}', 'list.1'],
    ['{"name":"a","x\\u0000":1}', ''],
  ] as const) {
    const response = await echo(post(body), route)
    expect(response.status).toBe(422)
    expect(((await response.json()) as ProblemDocument).errors?.[0]?.field).toBe(field)
  }
})

test('a body is read up to its limit, whatever length it announces', async () => {
  const small = handle(
    'anyone',
    { body: { json: z.strictObject({ name: z.string() }), maxBytes: 100 } },
    ({ input }) => Promise.resolve(answer(input)),
  )
  const long = JSON.stringify({ name: 'a'.repeat(200) })
  expect((await small(post(long), route)).status).toBe(413)
  expect((await small(post(long, { 'content-length': '10' }), route)).status).toBe(413)
  expect((await small(post('{"name":"a"}', { 'content-length': '1000' }), route)).status).toBe(413)
  expect((await small(post('{"name":"a"}'), route)).status).toBe(200)
})

test('bytes that are no UTF-8 are no JSON', async () => {
  const bytes = Uint8Array.of(0x22, 0xff, 0x22)
  expect((await echo(post(bytes), route)).status).toBe(400)
})

test('only this portal’s own pages, and what is no browser, change anything', async () => {
  const statusOf = async (headers: Record<string, string>) =>
    (await echo(post('{"name":"a"}', headers), route)).status
  const host = 'portal.example'
  for (const headers of [
    {},
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'https://portal.example', host },
    { origin: 'http://localhost:3000', host: 'localhost:3000' },
    // A proxy that changes the Host does not change where the page came from.
    { origin: 'https://portal.example', host: 'inside:3000' },
  ])
    expect({ headers, status: await statusOf(headers) }).toEqual({ headers, status: 200 })
  for (const headers of [
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'https://portal.example' },
    { origin: 'https://elsewhere.example', host },
    { origin: 'http://localhost:9999', host: 'localhost:3000' },
    { origin: 'null', host },
  ])
    expect({ headers, status: await statusOf(headers) }).toEqual({ headers, status: 403 })
})

const route = { params: Promise.resolve({}) }

function post(
  body: string | Uint8Array<ArrayBuffer>,
  headers: Record<string, string> = {},
): Request {
  const all = { 'content-type': 'application/json', ...headers }
  return new Request('https://portal.example/', { method: 'POST', headers: all, body })
}

import { afterEach, expect, test, vi } from 'vitest'
import { sendJson } from './send.ts'

const fetched = vi.fn<typeof fetch>()
vi.stubGlobal('fetch', fetched)
afterEach(() => fetched.mockReset())

test('the basis of the page goes out as the one entity-tag of If-Match', async () => {
  fetched.mockResolvedValue(Response.json({ receiptId: 'r' }, { status: 201 }))
  const sent = await sendJson('/api/v1/x', { body: { a: 1 }, ifMatch: 'abc' })
  expect(sent).toEqual({ ok: true, status: 201, value: { receiptId: 'r' } })
  const headers = new Headers(fetched.mock.calls[0]?.[1]?.headers)
  expect(headers.get('if-match')).toBe('"abc"')
  expect(headers.get('content-type')).toBe('application/json')
})

test('without a basis nothing is said about one', async () => {
  fetched.mockResolvedValue(new Response(null, { status: 204 }))
  expect(await sendJson('/api/v1/x')).toEqual({ ok: true, status: 204, value: undefined })
  expect(new Headers(fetched.mock.calls[0]?.[1]?.headers).has('if-match')).toBe(false)
})

test('a problem document is handed on, with what was recorded all the same', async () => {
  const problem = { status: 412, code: 'stale_page', title: 'T', detail: 'D', recorded: 'r' }
  fetched.mockResolvedValue(Response.json(problem, { status: 412 }))
  expect(await sendJson('/api/v1/x')).toEqual({ ok: false, problem })
})

test('no connection, and an answer that is no problem document, are problems in words', async () => {
  fetched.mockRejectedValueOnce(new TypeError('fetch failed'))
  expect(await sendJson('/api/v1/x')).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
  fetched.mockResolvedValueOnce(new Response('<h1>502</h1>', { status: 502 }))
  expect(await sendJson('/api/v1/x')).toMatchObject({
    ok: false,
    problem: { status: 502, code: 'not_understood' },
  })
})

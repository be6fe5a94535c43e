import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { askDecisionPoint } from './ask-decision-point.ts'

let server: Server
let url: string
let sizes: number[]

/** It takes what the decision point takes, and permits what is even. */
beforeAll(async () => {
  server = createServer((request, response) => {
    void text(request).then((body) => {
      sizes.push(body.length)
      const { evaluations } = JSON.parse(body) as { evaluations: { number: number }[] }
      const isTooMuch = body.length > 1_000_000 || evaluations.length > 1_000
      response.writeHead(isTooMuch ? 413 : 200, { 'content-type': 'application/json' })
      const answers = evaluations.map(({ number }) => ({
        decision: number % 2 === 0,
        context: { reason: number % 2 === 0 ? null : 'ODD' },
      }))
      response.end(JSON.stringify(isTooMuch ? {} : { evaluations: answers }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
})
beforeEach(() => {
  sizes = []
})
afterAll(() => {
  server.close()
})

const ask = (count: number, padding: number) =>
  askDecisionPoint(
    url,
    'Bearer key',
    Array.from({ length: count }, (_, number) => ({ number, padding: 'é'.repeat(padding / 2) })),
  )

const expected = (count: number) =>
  Array.from({ length: count }, (_, number) => ({
    isPermitted: number % 2 === 0,
    reason: number % 2 === 0 ? null : 'ODD',
  }))

test('questions that are large or many go in several requests, and are answered in their order', async () => {
  expect(await ask(60, 100_000)).toEqual(expected(60))
  expect(sizes).toHaveLength(8)
  expect(await ask(2_001, 10)).toEqual(expected(2_001))
  expect(sizes).toHaveLength(8 + 3)
  expect(await ask(0, 0)).toEqual([])
})

test('one that is too large by itself is a no, and the others are answered all the same', async () => {
  const [first, large, last] = await askDecisionPoint(url, 'Bearer key', [
    { number: 0 },
    { number: 2, padding: 'x'.repeat(1_000_001) },
    { number: 4 },
  ])
  expect([first, last]).toEqual([
    { isPermitted: true, reason: null },
    { isPermitted: true, reason: null },
  ])
  expect(large).toEqual({ isPermitted: false, reason: 'DECISION_POINT_UNREACHABLE' })
})

test('nobody there permits nothing', async () => {
  expect(await askDecisionPoint('http://127.0.0.1:1', 'Bearer key', [{ number: 0 }])).toEqual([
    { isPermitted: false, reason: 'DECISION_POINT_UNREACHABLE' },
  ])
})

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { progressOf } from './progress.ts'

const wasTerminal = process.stderr.isTTY

let drawn: unknown[]
let lines: unknown[]

beforeEach(() => {
  drawn = []
  lines = []
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => drawn.push(text) > 0)
  vi.spyOn(console, 'error').mockImplementation((line) => void lines.push(line))
})
afterEach(() => {
  process.stderr.isTTY = wasTerminal
  vi.restoreAllMocks()
})

test('on a terminal it is a bar that is drawn over itself and taken away', () => {
  process.stderr.isTTY = true
  const progress = progressOf('acme-terms', 60)
  for (const done of [0, 20, 60]) progress.at(done)
  progress.clear()
  expect(drawn).toEqual([
    `\r\u001B[K${'░'.repeat(30)} 0 of 60  acme-terms`,
    `\r\u001B[K${'█'.repeat(10)}${'░'.repeat(20)} 20 of 60  acme-terms`,
    `\r\u001B[K${'█'.repeat(30)} 60 of 60  acme-terms`,
    '\r\u001B[K',
  ])
  expect(lines).toEqual([])
})

test('elsewhere it is plain lines, and none at the end, which is told by the result', () => {
  process.stderr.isTTY = false
  const progress = progressOf('acme-terms', 60)
  for (const done of [32, 60]) progress.at(done)
  progress.clear()
  expect({ drawn, lines }).toEqual({ drawn: [], lines: ['acme-terms: 32 of 60 files'] })
})

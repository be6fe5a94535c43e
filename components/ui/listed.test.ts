import { expect, test } from 'vitest'
import { listed } from './listed.ts'
import { lowerFirst } from './lower-first.ts'

test('a list reads as one says it', () => {
  expect([listed([]), listed(['a']), listed(['a', 'b']), listed(['a', 'b', 'c'])]).toEqual([
    '',
    'a',
    'a and b',
    'a, b and c',
  ])
})

test('a title inside a sentence begins small, unless it begins with an abbreviation', () => {
  expect(['Chat compose', 'AI outputs', ''].map(lowerFirst)).toEqual([
    'chat compose',
    'AI outputs',
    '',
  ])
})

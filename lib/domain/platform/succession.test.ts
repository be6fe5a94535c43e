import { describe, expect, test } from 'vitest'
import { lineBetween, predecessorOf } from './succession.ts'

const terms = (number: number, archival = false) => ({ number, archival })
const one = terms(1)
const two = terms(2)
const archived = terms(3, true)
const four = terms(4)
const versions = [one, two, archived, four]

describe('what a version is compared with', () => {
  test('the last before it that was to govern', () => {
    expect(predecessorOf(versions, two)).toBe(one)
    expect(predecessorOf(versions, four)).toBe(two)
  })

  test('of a version that is kept to be read, the one just before it', () => {
    expect(predecessorOf(versions, archived)).toBe(two)
    expect(predecessorOf([terms(1, true), terms(2, true)], terms(2, true))).toEqual(terms(1, true))
  })

  test('where nothing governed before, the last that was kept', () => {
    const kept = [terms(1, true), terms(2, true), terms(3)]
    expect(predecessorOf(kept, terms(3))).toEqual(terms(2, true))
  })

  test('a first version with nothing', () => {
    expect(predecessorOf(versions, one)).toBeNull()
    expect(predecessorOf([], one)).toBeNull()
  })
})

describe('the way from one version to another', () => {
  test('leads through all that were to govern', () => {
    expect(lineBetween(versions, one, four)).toEqual([one, two, four])
    expect(lineBetween(versions, one, two)).toEqual([one, two])
  })

  test('begins at a version that governs nothing, and ends at one', () => {
    expect(lineBetween(versions, archived, four)).toEqual([archived, four])
    expect(lineBetween(versions, one, archived)).toEqual([one, two, archived])
  })

  test('goes back in one step, and nowhere from a version to itself', () => {
    expect(lineBetween(versions, four, one)).toEqual([four, one])
    expect(lineBetween(versions, two, two)).toEqual([two])
  })
})

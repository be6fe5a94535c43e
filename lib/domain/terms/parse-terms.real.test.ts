import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { wordsOf } from './normalise-text.ts'
import { type Clause, parseTerms } from './parse-terms.ts'

// Real contracts, beside the project where they are present: too long to repeat here, and not ours to copy.
const folder = '../shared/terms'
const isPresent = existsSync(folder)
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function read(file: string): { bytes: Uint8Array; clauses: Clause[] } {
  const bytes = new Uint8Array(readFileSync(join(folder, file)))
  const parsed = parseTerms(bytes, sha256)
  if (!parsed.ok) throw new Error(`${file}: ${parsed.code}`)
  return { bytes, clauses: parsed.value.clauses }
}

function titlesOf(file: string): Record<string, string | null> {
  return Object.fromEntries(
    read(file).clauses.flatMap(({ number, title }) => (number === null ? [] : [[number, title]])),
  )
}

function textOf(file: string, number: string): string {
  const { bytes, clauses } = read(file)
  const clause = clauses.find((each) => each.number === number)
  return Buffer.from(bytes.slice(clause?.start ?? 0, clause?.end ?? 0)).toString('utf8')
}

/** The clauses of each side whose words the other side does not have. */
function changed(from: string, to: string): { from: string[]; to: string[] } {
  const only = (one: Clause[], other: Clause[]) => {
    const known = new Set(other.map(({ textDigest }) => textDigest))
    return one
      .filter(({ textDigest }) => !known.has(textDigest))
      .map(({ number, title }) => number ?? title ?? 'preamble')
  }
  const [old, now] = [read(from).clauses, read(to).clauses]
  return { from: only(old, now), to: only(now, old) }
}

test('the real documents are present wherever the whole suite must hold', () => {
  expect(isPresent || process.env['CI'] !== 'true').toBe(true)
})

describe.runIf(isPresent)('real documents', () => {
  const files = isPresent ? globSync('*/2*.md', { cwd: folder }).sort() : []

  test.each(files)('%s: no byte and no word is lost', (file) => {
    const { bytes, clauses } = read(file)
    const slices = clauses.map(({ start, end }) => bytes.slice(start, end))
    expect(Buffer.concat(slices).equals(bytes)).toBe(true)
    const decode = (part: Uint8Array) => Buffer.from(part).toString('utf8')
    expect(slices.flatMap((part) => wordsOf(decode(part)))).toEqual(wordsOf(decode(bytes)))
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(clauses.length)
  })

  test('Zoom, August 2023: section 10 by its numbers, whatever the archive counts in front', () => {
    const titles = titlesOf('zoom-tos/2023-08-11.md')
    expect(titles).toMatchObject({
      ...{ '10': 'DATA USAGE, LICENSES AND RESPONSIBILITIES', '10.1': 'Customer Content' },
      ...{
        '10.2': 'Permitted Uses and Customer License Grant',
        '10.4': 'Customer Responsibilities',
      },
      ...{ '10.3': 'Our Obligations Over Your Customer Content', '10.5': 'Service Generated Data' },
      ...{ '27.2': 'Exceptions to Arbitration', '34': 'DEFINITIONS' },
    })
    expect(titles['10.6']).toBeUndefined()
    expect(Object.keys(titles)).toHaveLength(112)
    expect(textOf('zoom-tos/2023-08-11.md', '10.2')).toMatch(
      /\*\*Zoom does not use any of your .*models\.\*\*/,
    )
  })

  test('Zoom, February 2023: real list numbers, nested, and an exhibit', () => {
    const titles = titlesOf('zoom-tos/2023-02-01.md')
    expect(titles).toMatchObject({
      '2.1': 'Beta Services',
      '23.4': 'General Provisions',
      'Exhibit A': null,
    })
  })

  test('Microsoft: letters below 13, with the heading that stands above them', () => {
    const titles = titlesOf('microsoft-tos/2023-09-30.md')
    expect(titles).toMatchObject({
      '13.q': 'AI Services',
      '13.a': 'Xbox',
      '4.a': 'Microsoft account',
      '17': 'Reservation of Rights and Feedback',
    })
    expect(titlesOf('microsoft-tos/2022-09-20.md')['13.q']).toBeUndefined()
    const services = textOf('microsoft-tos/2023-09-30.md', '13.q')
    expect(services).toMatch(/^AI Services\n\n\* q\. /)
    expect(services.match(/^ {4}\* [iv]+\. /gm)).toHaveLength(5)
  })

  test('Google: headings of three depths without numbers', () => {
    const clauses = read('google-privacy/2023-06-29.md').clauses
    expect(clauses).toContainEqual(
      expect.objectContaining({
        title: 'Information that Google collects',
        level: 1,
        number: null,
      }),
    )
    expect(clauses).toContainEqual(
      expect.objectContaining({ title: 'Your activity', level: 3, id: 'your-activity' }),
    )
  })

  test('LinkedIn: headings inside list items, numbered by themselves', () => {
    expect(titlesOf('linkedin-privacy/2024-09-19.md')).toMatchObject({
      '2': 'How We Use Your Data',
      '2.6': 'Developing Services and Research',
    })
  })

  test('the words that changed are those of the clauses that really changed', () => {
    const zoom = (from: string, to: string) => changed(`zoom-tos/${from}.md`, `zoom-tos/${to}.md`)
    const july = ['13.4', '17.4', '29', '31.2']
    expect(zoom('2023-04-01', '2023-07-28')).toEqual({
      from: ['preamble', ...july],
      to: ['preamble', '13.4', '13.8', '17.4', '29', '31.2'],
    })
    expect(zoom('2023-07-28', '2023-08-07')).toEqual({
      from: ['preamble', '10.4'],
      to: ['preamble', '10.4'],
    })
    const ten = ['10', '10.1', '10.2', '10.3', '10.4', '10.5']
    const others = ['16.2', '17.1', '18', '34']
    expect(zoom('2023-08-07', '2023-08-11')).toEqual({
      from: ['preamble', ...ten, '10.6', ...others],
      to: ['preamble', ...ten, ...others],
    })
    expect(zoom('2023-08-11', '2024-08-08').to).toEqual(['ZOOM TERMS OF SERVICE'])
    expect(zoom('2024-08-08', '2024-11-09a')).toEqual({ from: [], to: [] })
    expect(zoom('2024-11-09a', '2024-11-09b')).toEqual({ from: [], to: [] })
    expect(changed('jitsi-tos/2022-09-20.md', 'jitsi-tos/2025-09-23.md')).toEqual({
      from: [],
      to: [],
    })
    expect(changed('grammarly-tos/2023-02-06.md', 'grammarly-tos/2023-04-03.md').to).toContain(
      'Your Use of GrammarlyGO',
    )
  })

  test('a contract of 94 kB is parsed well within what a page may take', () => {
    const times = Array.from({ length: 7 }, () => {
      const begun = process.cpuUsage()
      read('zoom-tos/2023-08-11.md')
      return process.cpuUsage(begun).user / 1000
    })
    // The goal is 60 ms, measured by the bench; here others work beside it.
    expect(Math.min(...times)).toBeLessThan(120)
  })
})

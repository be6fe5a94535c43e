import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { archivedText, noiseBeside, type ArchivedText } from './only-noise.ts'

// Real histories, beside the project where they are present: too long to repeat here, and not ours to copy.
const folder = '../shared/terms'
const isPresent = existsSync(folder)
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest())

function read(file: string): ArchivedText {
  const text = archivedText(readFileSync(join(folder, file)), sha256)
  if (!text.ok) throw new Error(`${file}: ${text.code}`)
  return text.value
}

/** The dates of the texts that are kept, each compared with the one kept before it. */
function keptOf(document: string): string[] {
  const kept: string[] = []
  let isNoise: (text: ArchivedText) => boolean = () => false
  for (const name of globSync('2*.md', { cwd: join(folder, document) }).sort()) {
    const text = read(join(document, name))
    if (isNoise(text)) continue
    isNoise = noiseBeside(text)
    kept.push(name.replace('.md', ''))
  }
  return kept
}

test('the real documents are present wherever the whole suite must hold', () => {
  expect(isPresent || process.env['CI'] !== 'true').toBe(true)
})

describe.runIf(isPresent)('real histories', () => {
  test('Zoom: five texts, and three records of the last of them', () => {
    expect(keptOf('zoom-tos')).toEqual([
      ...['2023-02-01', '2023-04-01', '2023-07-28', '2023-08-07', '2023-08-11'],
    ])
  })

  test('Jitsi: three years without a change', () => {
    expect(keptOf('jitsi-tos')).toEqual(['2022-09-20'])
  })

  test.each(['google-privacy', 'grammarly-tos', 'linkedin-privacy', 'microsoft-tos'])(
    '%s: both texts, which differ in substance',
    (document) => {
      expect(keptOf(document)).toHaveLength(2)
    },
  )

  test('Zoom: another token in every link is told by the words, at a fraction of a comparison', () => {
    const [one, other] = ['2024-11-09a', '2024-11-09b'].map((date) => read(`zoom-tos/${date}.md`))
    expect(one!.words()).toBe(other!.words())
  })
})

import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import type { Catalogue } from './catalogue.ts'
import { definitionDigest } from './definition-digest.ts'
import { smallCatalogue } from './testdata/small-catalogue.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const audio = (catalogue: Catalogue) =>
  definitionDigest(catalogue, 'improvement', 'audio', digestOf)
const summary = (catalogue: Catalogue) =>
  definitionDigest(catalogue, 'meeting_summary', null, digestOf)

function withCategory(key: string, derivedFrom: readonly string[]): Catalogue {
  const added = { key, title: key, group: 'written', derivedFrom, dpv: `pd:${key}` } as const
  return { ...smallCatalogue, categories: [...smallCatalogue.categories, added] }
}

function withPurpose(index: number, departure: Partial<Catalogue['purposes'][number]>): Catalogue {
  const purposes = smallCatalogue.purposes.map((purpose, i) =>
    i === index ? { ...purpose, ...departure } : purpose,
  )
  return { ...smallCatalogue, purposes }
}

describe('definitionDigest', () => {
  it('changes when new data is drawn from what was said yes to', () => {
    expect(audio(withCategory('voiceprints', ['audio']))).not.toBe(audio(smallCatalogue))
    expect(audio(withCategory('moods', ['transcripts']))).not.toBe(audio(smallCatalogue))
  })

  it('stays when data is added that has nothing to do with it', () => {
    expect(audio(withCategory('whiteboard', []))).toBe(audio(smallCatalogue))
    expect(audio(withCategory('chat_topics', ['chat']))).toBe(audio(smallCatalogue))
  })

  it('changes when a feature takes another input', () => {
    const wider = withPurpose(0, { categories: ['audio', 'chat', 'transcripts'] })
    expect(summary(wider)).not.toBe(summary(smallCatalogue))
  })

  it('changes when the purpose comes to mean something else', () => {
    const dpv = { purpose: 'dpv:Marketing', processing: ['dpv:Share'], capabilities: [] }
    expect(audio(withPurpose(1, { dpv }))).not.toBe(audio(smallCatalogue))
  })

  it('stays when only a title, a summary or the order of categories changes', () => {
    const reworded = withPurpose(0, { title: 'Summaries', summary: 'Said otherwise.' })
    const turned = withPurpose(0, { categories: ['chat', 'audio'] })
    expect(summary(reworded)).toBe(summary(smallCatalogue))
    expect(summary(turned)).toBe(summary(smallCatalogue))
  })

  it('throws on a purpose that is not known', () => {
    expect(() => definitionDigest(smallCatalogue, 'mind_reading', null, digestOf)).toThrow(
      'unknown purpose mind_reading',
    )
  })
})

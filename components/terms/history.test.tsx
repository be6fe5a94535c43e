import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, test } from 'vitest'
import { verdicts, type Verdict } from '#lib/domain/terms/comparison/comparison.ts'
import type { ClauseTrailView, TrailStepView } from '#lib/queries/clause-trail.ts'
import type { HistoryVersion, TermsHistoryView } from '#lib/queries/terms-history.ts'
import { ClauseWhereabouts } from './clause-whereabouts.tsx'
import { VersionTimeline } from './version-timeline.tsx'

const none = Object.fromEntries(verdicts.map((verdict) => [verdict, 0])) as Record<Verdict, number>

describe('the timeline of versions', () => {
  const version = (number: number, more: Partial<HistoryVersion> = {}): HistoryVersion => ({
    ...{ number, digest: 'cd'.repeat(32), state: 'superseded' },
    effectiveAt: new Date('2026-02-02T00:00:00Z'),
    publishedAt: new Date('2026-01-05T09:00:00Z'),
    inForceFrom: new Date('2026-02-02T00:00:00Z'),
    step: {
      from: number - 1,
      replaced: false,
      isConfirmed: false,
      counts: { ...none, widened: 2, unchanged: 80 },
    },
    ...more,
  })
  const read = (...versions: readonly HistoryVersion[]) => {
    const history: TermsHistoryView = {
      slug: 'terms',
      title: 'Terms',
      operator: 'Castellan',
      versions,
    }
    return renderToStaticMarkup(<VersionTimeline history={history} />).replace(/<!-- -->/g, '')
  }

  test('each version has its text, what it changed, its exact file and its whole digest', () => {
    const html = read(version(2))
    expect(html).toContain('href="/terms/terms/versions/2"')
    expect(html).toContain('href="/terms/terms/changes?from=1&amp;to=2"')
    expect(html).toContain('href="/terms/terms/versions/2/text"')
    expect(html).toContain('cd'.repeat(32))
    expect(html).toContain('2 give the platform more')
    expect(html).toContain('80 say the same')
  })

  test.each([
    ['in_force', 'In force'],
    ['scheduled', 'Takes force'],
    ['superseded', 'A later version replaced it'],
    ['archival', 'governs nothing'],
  ] as const)('a version that is %s says what it governs', (state, words) => {
    expect(read(version(2, { state }))).toContain(words)
  })

  test('a first version, one without a change and a new contract are told in words', () => {
    expect(read(version(1, { step: null }))).toContain('The first version.')
    const same = { from: 1, replaced: false, isConfirmed: false, counts: { ...none, unchanged: 3 } }
    expect(read(version(2, { step: same }))).toContain('Every clause says the same.')
    expect(read(version(2, { step: { ...same, replaced: true } }))).toContain('replaced as a whole')
  })
})

describe('where a clause is now', () => {
  const clause = { ordinal: 4, id: '10-4-licence', number: '10.4', title: 'Licence' }
  const other = { ordinal: 6, id: '10-5-licence', number: '10.5', title: 'Licence' }
  const step = (more: Partial<TrailStepView> = {}): TrailStepView => ({
    ...{ from: 1, to: 2, verdicts: ['unchanged'], merged: [], clauses: [clause], replaced: false },
    ...more,
  })
  const read = (more: Partial<ClauseTrailView> = {}) => {
    const trail: ClauseTrailView = {
      ...{ slug: 'terms', title: 'Terms', clause, version: 1, now: [clause], goneSince: null },
      ...{ latest: { number: 2, isInForce: true }, steps: [step()], ...more },
    }
    return renderToStaticMarkup(<ClauseWhereabouts trail={trail} />).replace(/<!-- -->/g, '')
  }

  test('one that stayed says so, and leads there', () => {
    expect(read()).toContain('It is still 10.4, and says the same.')
    expect(read()).toContain('href="/terms/terms/versions/2#10-4-licence"')
  })

  test('one that moved or was rewritten says where it is and whether its words are the same', () => {
    const moved = { now: [other], steps: [step({ verdicts: ['moved'], clauses: [other] })] }
    expect(read(moved)).toContain('It is 10.5 Licence now, and says the same.')
    const rewritten = { steps: [step({ verdicts: ['widened'] })] }
    expect(read(rewritten)).toContain('It is still 10.4, and its words have changed.')
    expect(read(rewritten)).toContain('it gives the platform more')
  })

  test('one that was merged or split names all of them', () => {
    const merged = { now: [other], steps: [step({ merged: [clause, other], clauses: [other] })] }
    expect(read(merged)).toContain('It was merged into 10.5 Licence.')
    expect(read(merged)).toContain('put together from 10.4 and 10.5')
    const split = { now: [clause, other], steps: [step({ verdicts: ['rewritten'] })] }
    expect(read(split)).toContain('It is 10.4 and 10.5 now, and its words have changed.')
  })

  test('one that is gone says since when, and whether the whole contract went', () => {
    const gone = { now: [], goneSince: 2, steps: [step({ verdicts: ['removed'], clauses: [] })] }
    expect(read(gone)).toContain('It has been gone since version 2.')
    expect(read(gone)).toContain('href="/terms/terms/versions/1#10-4-licence"')
    const replaced = { ...gone, steps: [step({ clauses: [], replaced: true })] }
    expect(read(replaced)).toContain('gone since version 2, which replaced the whole contract.')
  })

  test('one of the newest version is where it is', () => {
    const html = read({ version: 2, steps: [], latest: { number: 2, isInForce: false } })
    expect(html).toContain('It is in this version, as 10.4 Licence.')
    expect(html).toContain('No version is in force; version 2 is the newest.')
  })
})

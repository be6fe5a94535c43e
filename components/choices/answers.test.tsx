import type { ReactNode } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import type { ControlView } from '#lib/queries/answers.ts'
import { Answering } from './answering.tsx'
import { AllFeatures, FeatureAnswers } from './feature-answers.tsx'
import { SharingAnswers } from './sharing-answers.tsx'
import { control, forbidden, forced, kind, off, shared } from './testdata/control.ts'
import { WithdrawEverything } from './withdraw-everything.tsx'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }))

const states: readonly Partial<ControlView>[] = [
  {},
  { status: 'requested' },
  shared,
  { status: 'refused' },
  { status: 'withdrawn' },
  { status: 'stale' },
]

test('C22: in every state a yes and a no are the same button, in the same order', () => {
  for (const state of states) {
    const [yes = '', no = '', ...others] = buttonsIn(renderFeature(control(state)))
    expect(others).toEqual([])
    expect(nameOf(yes)).toBe('Include me: Meeting summary')
    expect(nameOf(no)).toBe('Leave me out: Meeting summary')
    expect(withoutName(yes)).toBe(withoutName(no))
  }
})

test('C22, C5: the answer to all, to a group and to one kind are such pairs too', () => {
  const html = renderSharing([kind('Chat', shared), kind('Reactions')])
  const buttons = buttonsIn(html)
  expect(buttons.map(nameOf)).toEqual([
    'Share all of it: Sharing for product improvement',
    'Leave out all of it: Sharing for product improvement',
    'Share what I write: Product improvement',
    'Leave out what I write: Product improvement',
    'Share my chat: Product improvement',
    'Leave out my chat: Product improvement',
    'Share my reactions: Product improvement',
    'Leave out my reactions: Product improvement',
  ])
  expect(new Set(buttons.map(withoutName)).size).toBe(1)
})

test('C23: the accessible name of a control is its state as a sentence', () => {
  const html = renderSharing([kind('Chat')])
  expect(html).toContain(
    'role="group" aria-label="Sharing chat for product improvement: not shared."',
  )
  expect(html).toContain('Sharing chat for product improvement: <strong>not shared.</strong>')
  expect(renderFeature(control())).toContain(
    'role="group" aria-label="Meeting summary: you are left out."',
  )
})

test('a yes that carries on through a change says so once, with what changed, beside the same two buttons', () => {
  const since = new Date('2026-02-02T00:00:00Z')
  const words = 'they give Small Meet less. Your yes carries on.'
  const under = { documentSlug: 'service', documentTitle: 'Service terms', number: 3 }
  const answered = { at: since, receiptId: 'r1', under: [{ ...under, isInForce: false }] }
  const html = renderFeature(control({ ...shared, answered, carried: { since, words } }))
  const text = html.replace(/<[^>]*>/g, '')
  expect(
    text.split('The terms changed on 2 February 2026: they give Small Meet less.'),
  ).toHaveLength(2)
  expect(html.split('href="/terms/service/changes?from=3"')).toHaveLength(2)
  expect(buttonsIn(html).map(nameOf)).toEqual([
    'Include me: Meeting summary',
    'Leave me out: Meeting summary',
  ])
  expect(renderFeature(control(shared))).not.toContain('The terms changed')
  const earlier = { since: new Date('2026-01-01T00:00:00Z'), words }
  const kinds = [kind('Chat', { ...shared, carried: earlier }), kind('Reactions', shared)]
  const purpose = renderSharing(kinds).replace(/<[^>]*>/g, '')
  // Once for the purpose, and once at the kind, which is folded.
  expect(purpose.split('The terms changed on 1 January 2026')).toHaveLength(3)
})

test('C3: nothing is selected, ticked, pressed or focused for anyone', () => {
  for (const state of states) {
    const html = renderFeature(control(state)) + renderSharing([kind('Chat', state)])
    expect(html).not.toMatch(/ (checked|selected|autofocus|aria-pressed|aria-checked)=/i)
    expect(html).not.toContain('<input')
    expect(html).not.toContain('type="submit"')
  }
})

test('C6: notice and clauses stand before the control', () => {
  const html = renderFeature(control())
  const place = (words: string) => html.indexOf(words)
  expect(place('THE NOTICE')).toBeGreaterThan(-1)
  expect(place('THE NOTICE')).toBeLessThan(place('<button'))
  expect(place('THE FACTS')).toBeLessThan(place('<button'))
  expect(place('THE CLAUSES')).toBeLessThan(place('<button'))
})

test('what the terms close has no control, and what the account closed says who can open it', () => {
  expect(buttonsIn(renderFeature(control(forbidden)))).toEqual([])
  expect(buttonsIn(renderFeature(control(forced)))).toEqual([])
  const locked = renderFeature(control(off))
  expect(buttonsIn(locked)).toEqual([])
  expect(locked).toContain('An owner or admin of your organisation can change that.')
})

test('C10: a yes under terms that have closed since can be taken back, with one press', () => {
  const html = renderSharing([kind('Chat', { ...forbidden, status: 'given' })])
  const names = buttonsIn(html).map(nameOf)
  expect(names).toContain('Leave out my chat: Product improvement')
  expect(names.some((name) => name.startsWith('Share'))).toBe(false)
})

test('one answer for all features stands apart from its exceptions', () => {
  const html = render(
    <AllFeatures
      rows={[{ title: 'Meeting summary', control: control() }]}
      expected="e"
      facts="THE FACTS"
    >
      THE NOTICE
    </AllFeatures>,
  )
  expect(buttonsIn(html).map(nameOf)).toEqual([
    'Include me: all AI features that my organisation permits',
    'Leave me out: all AI features that my organisation permits',
  ])
  expect(html.indexOf('THE FACTS')).toBeLessThan(html.indexOf('<button'))
})

test('C10, C14: withdrawing everything is one plain button, without a question after it', () => {
  const html = render(<WithdrawEverything />)
  expect(buttonsIn(html)).toHaveLength(1)
  expect(html).not.toContain('dialog')
  expect(html).toContain('role="status"')
})

function render(children: ReactNode): string {
  return renderToStaticMarkup(
    <Answering account="harbour" basis={[]}>
      {children}
    </Answering>,
  )
}

function renderFeature(of: ControlView): string {
  const row = {
    purpose: 'meeting_summary',
    title: 'Meeting summary',
    summary: 'Writes down the main points.',
    control: of,
    scope: 'THE NOTICE',
    facts: 'THE FACTS',
    clauses: 'THE CLAUSES',
  }
  return render(<FeatureAnswers rows={[row]} expected="e" />)
}

function renderSharing(controls: readonly ControlView[]): string {
  const sharing = {
    purpose: 'product_improvement',
    title: 'Product improvement',
    expected: 'e',
    controls,
  }
  return render(
    <SharingAnswers sharing={sharing} scope="THE NOTICE" facts="THE FACTS" clauses="THE CLAUSES" />,
  )
}

function buttonsIn(html: string): string[] {
  return [...html.matchAll(/<button[^>]*>/g)].map(([tag]) => tag)
}

function nameOf(tag: string): string {
  return /aria-label="([^"]*)"/.exec(tag)?.[1] ?? ''
}

function withoutName(tag: string): string {
  return tag.replace(/ aria-label="[^"]*"/, '')
}

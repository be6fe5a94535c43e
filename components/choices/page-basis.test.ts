import { expect, test } from 'vitest'
import type { PurposeAnswers } from '#lib/queries/answers.ts'
import { staleWords } from './answer-outcome.tsx'
import { changesSince, pageBasis } from './page-basis.ts'
import { control, forbidden } from './testdata/control.ts'

type Clause = { readonly number: string; readonly title: string; readonly digest: string }

function page({
  notice = 'n1',
  clauses = [{ number: '7.4', title: 'Meeting summary', digest: 'c1' }],
  differences = {},
}: {
  notice?: string
  clauses?: readonly Clause[]
  differences?: Parameters<typeof control>[0]
} = {}) {
  const purpose = {
    title: 'Meeting summary',
    notice: { digest: notice },
    clauses,
    controls: [control(differences)],
  } as unknown as PurposeAnswers
  return pageBasis({ purposes: [purpose] })
}

test('an unchanged page has no changes', () => {
  expect(changesSince(page(), page())).toEqual([])
})

test('each text that changed, came or went is named', () => {
  const now = page({
    notice: 'n2',
    clauses: [
      { number: '7.4', title: 'Meeting summary', digest: 'c2' },
      { number: '7.9', title: 'Limits', digest: 'c3' },
    ],
  })
  expect(changesSince(page(), now)).toEqual([
    'The notice of Meeting summary changed.',
    'Clause 7.4 Meeting summary changed.',
    'Clause 7.9 Limits is new here.',
  ])
  expect(changesSince(now, page({ notice: 'n2' }))).toContain(
    'Clause 7.9 Limits is gone from here.',
  )
})

test('a permission and a rule of the terms are changes too', () => {
  expect(changesSince(page(), page({ differences: { permission: 'off' } }))).toEqual([
    'Your organisation permits it no longer: Meeting summary.',
  ])
  expect(changesSince(page(), page({ differences: forbidden }))).toEqual([
    'The terms now rule it out: Meeting summary.',
  ])
})

const problem = { status: 412, code: 'stale_page', title: 'T', detail: 'D' }

test('an answer to a page that changed is told what changed and what was recorded', () => {
  expect(staleWords({ ...problem, recorded: 'r' }, ['The notice changed.'])).toEqual({
    title: 'The text changed while this page was open',
    lines: [
      'Your answer was not recorded: read the new text on this page and answer again.',
      'The notice changed.',
      'What you said no to is recorded.',
    ],
  })
  expect(staleWords({ ...problem, recorded: null }, [])?.lines).toHaveLength(1)
  expect(staleWords({ ...problem, code: 'not_permitted' }, [])).toBeNull()
})

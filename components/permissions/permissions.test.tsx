import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test, vi } from 'vitest'
import { Acting } from '#components/api/acting.tsx'
import type { SettingView } from '#lib/queries/permissions.ts'
import { BeforeAfter } from './before-after.tsx'
import { FeaturePermissions } from './feature-permissions.tsx'
import { groupSetting } from './group-setting.ts'
import { staleWords } from './permission-control.tsx'
import { SharingPermissions } from './sharing-permissions.tsx'
import { shownWords, yesWords } from './shown-words.ts'

vi.mock('next/navigation', () => ({ useRouter: () => ({ refresh: vi.fn() }) }))

const setting = (differences: Partial<SettingView> = {}): SettingView => ({
  category: null,
  categoryTitle: null,
  group: null,
  permission: null,
  ceiling: 'open',
  sentences: {
    control: 'Meeting summary: your organisation has yet to decide.',
    now: 'Until it does, Meeting summary leaves out everyone in your organisation.',
  },
  decidedAt: null,
  decidedBy: null,
  receiptId: null,
  yes: { shown: 'not_everyone' },
  included: { shown: 'not_everyone' },
  ...differences,
})

const decided = {
  permission: 'members_decide',
  decidedAt: new Date('2026-03-02T09:15:04Z'),
  decidedBy: 'Ada Admin',
  receiptId: 'r1',
} as const

test('C22: the two settings are the same button, whatever is set now', () => {
  for (const permission of [null, 'members_decide', 'off'] as const) {
    const buttons = buttonsIn(feature(setting({ permission }), true)).slice(0, 2)
    expect(buttons.map(nameOf)).toEqual([
      'Members decide for themselves: meeting summary',
      'Off for everyone: meeting summary',
    ])
    const [first, second] = buttons.map(alike)
    expect(first).toBe(second)
  }
})

test('C23: the accessible name of the control is its state as a sentence', () => {
  expect(feature(setting(), true)).toContain(
    'role="group" aria-label="Meeting summary: your organisation has yet to decide."',
  )
})

test('C3: no way of asking is picked for an admin, and nothing opens by itself', () => {
  const html = feature(setting(), true)
  expect(html).not.toMatch(/ checked/)
  expect(html).not.toContain('aria-expanded="true"')
})

test('an auditor reads who decided what and when, without a control', () => {
  const html = feature(setting(decided), false)
  expect(buttonsIn(html)).toEqual([])
  expect(html).toContain('Decided by Ada Admin on')
  expect(html).toContain('href="/accounts/harbour/receipts/r1"')
  expect(html).toContain('Not everyone says yes.')
})

test('members are asked later only where it is permitted and rests on their yes', () => {
  const asks = (html: string) => buttonsIn(html).map(nameOf).slice(2)
  expect(asks(feature(setting(), true))).toEqual([])
  expect(asks(feature(setting(decided), true))).toEqual(['Ask members now: meeting summary'])
  const ground = { mode: 'other_ground', reference: 'WC 7', at: new Date(0), by: null } as const
  expect(asks(feature(setting(decided), true, ground))).toEqual([])
})

test('what the terms close has no control', () => {
  expect(buttonsIn(feature(setting({ ceiling: 'forbidden' }), true))).toEqual([])
  const forced = kind('Diagnostics', { ceiling: 'no_choice' })
  const names = buttonsIn(sharing([kind('Telemetry'), forced])).map(nameOf)
  expect(names.some((name) => name.includes('diagnostics'))).toBe(false)
  expect(names).toContain('Off for everyone: sharing telemetry for product improvement')
})

test('several settings are told as one, with what differs named', () => {
  expect(groupSetting([kind('Chat'), kind('Audio')]).state).toBe(
    'your organisation has yet to decide.',
  )
  expect(
    groupSetting([
      kind('Chat', { permission: 'members_decide' }),
      kind('Audio', { permission: 'off' }),
      kind('Video'),
      kind('Diagnostics', { ceiling: 'no_choice' }),
    ]),
  ).toEqual({
    mark: 'given',
    state: 'members decide about some of it.',
    details: [
      'Left to members: chat.',
      'Off for everyone: audio.',
      'Not decided yet: video.',
      'The terms offer no choice about: diagnostics.',
    ],
  })
  expect(groupSetting([kind('Chat', { ceiling: 'forbidden' })]).state).toBe(
    'ruled out by the terms.',
  )
})

test('a masked number is told in words that stand for nobody as well, and drawn without a length', () => {
  expect(shownWords({ shown: 'not_everyone' })).toBe('not everyone')
  expect(yesWords({ shown: 'count', count: 12, of: 20 })).toBe('12 of 20 members say yes.')
  const bar = (before: Parameters<typeof shownWords>[0]) =>
    renderToStaticMarkup(<BeforeAfter title="t" before={before} after="nobody" />)
  expect(bar({ shown: 'not_everyone' })).toContain('stroke-dasharray')
  expect(bar({ shown: 'count', count: 5, of: 20 })).toContain('width="25%"')
  expect(bar({ shown: 'everyone' })).not.toContain('style=')
})

test('of an outdated page it is said that nothing was recorded and that what was picked is kept', () => {
  const problem = { status: 412, code: 'stale_page', title: 'T', detail: 'D' }
  expect(staleWords(problem)?.lines.join(' ')).toMatch(/Nothing was recorded.*is kept/)
  expect(staleWords({ ...problem, code: 'conflict' })).toBeNull()
})

function feature(
  of: SettingView,
  mayDecide: boolean,
  asking: Parameters<typeof FeaturePermissions>[0]['features'][number]['asking'] = null,
): string {
  const row = {
    purpose: 'meeting_summary',
    title: 'Meeting summary',
    summary: 'Writes down the main points.',
    expected: 'e',
    asking,
    askingModes: [{ mode: 'not_yet' as const, sentences: ['For now nobody is asked.'] }],
    setting: of,
    texts: null,
  }
  return renderToStaticMarkup(
    <Acting account="harbour">
      <FeaturePermissions features={[row]} mayDecide={mayDecide} />
    </Acting>,
  )
}

function sharing(settings: readonly SettingView[]): string {
  const purpose = {
    purpose: 'product_improvement',
    title: 'Product improvement',
    expected: 'e',
    asking: null,
    askingModes: [],
    settings,
  }
  return renderToStaticMarkup(
    <Acting account="harbour">
      <SharingPermissions sharing={purpose} mayDecide />
    </Acting>,
  )
}

function kind(title: string, differences: Partial<SettingView> = {}): SettingView {
  const content = title.toLowerCase()
  return setting({
    category: content,
    categoryTitle: title,
    group: 'product_use',
    sentences: {
      control: `Sharing ${content} for product improvement: your organisation has yet to decide.`,
      now: 'Until it does, nothing is shared.',
    },
    ...differences,
  })
}

function buttonsIn(html: string): string[] {
  return [...html.matchAll(/<button[^>]*>/g)].map(([tag]) => tag)
}

function nameOf(tag: string): string {
  return /aria-label="([^"]*)"/.exec(tag)?.[1] ?? ''
}

function alike(tag: string): string {
  return tag.replace(/ aria-label="[^"]*"/, '').replace(/ data-kind="[^"]*"/, '')
}

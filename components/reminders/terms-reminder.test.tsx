import { renderToStaticMarkup } from 'react-dom/server'
import { beforeEach, expect, test, vi } from 'vitest'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import { TermsReminder } from './terms-reminder.tsx'
import { terms } from './testdata/terms.ts'

let pathname = '/accounts/harbour'
vi.mock('next/navigation', () => ({
  useRouter: () => ({ refresh: vi.fn() }),
  usePathname: () => pathname,
}))
beforeEach(() => (pathname = '/accounts/harbour'))

const annex = { slug: 'annex', title: 'Data annex', number: 2 }

function render(...waiting: AccountTermsView[]): string {
  const account = { slug: 'harbour', name: 'Harbour & Field' }
  return renderToStaticMarkup(<TermsReminder account={account} waiting={waiting} />)
}

function linksIn(html: string): string[][] {
  return [...html.matchAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g)].map(([, href, words]) => [
    href ?? '',
    (words ?? '').replace(/<[^>]*>/g, ' ').trim(),
  ])
}

test('nothing waits: no line, and nothing that takes its place', () => {
  expect(render()).toBe('')
})

test('it stands on every page of the account but the one where terms are answered', () => {
  for (const place of ['', '/features', '/terms', '/terms/service/changes']) {
    pathname = `/accounts/harbour${place}`
    expect(render(terms()), pathname).toContain('<aside')
  }
  pathname = '/accounts/harbour/terms/service/acceptance'
  expect(render(terms())).toBe('')
})

test.each([
  [{}, '/accounts/harbour/terms/service/changes', '/accounts/harbour/terms/service/acceptance'],
  [
    { isScheduled: true, number: 5 },
    '/terms/service/changes?to=5',
    '/accounts/harbour/terms/service/acceptance?version=5',
  ],
  [
    { acceptedNumber: null },
    '/terms/service/versions/4',
    '/accounts/harbour/terms/service/acceptance',
  ],
])('it leads to what there is to read, and to where it is answered', (changes, read, answer) => {
  expect(linksIn(render(terms(changes))).map(([href]) => href)).toEqual([read, answer])
})

test('several texts are one line: each can be read, and all are answered from one page', () => {
  const html = render(terms(), terms(annex))
  expect(html.match(/<aside/g)).toHaveLength(1)
  expect(linksIn(html)).toEqual([
    ['/accounts/harbour/terms/service/changes', 'Service terms: see what changed since you agreed'],
    ['/accounts/harbour/terms/annex/changes', 'Data annex: see what changed since you agreed'],
    ['/accounts/harbour/terms', expect.stringContaining('Accept or decline')],
  ])
})

test('its one button puts off, by a day that it names', () => {
  const buttons = [...render(terms()).matchAll(/<button.*?<\/button>/g)]
  expect(buttons).toHaveLength(1)
  expect(buttons[0]?.[0]).toContain('asked again on 2 February 2026')
})

import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { HomeView, QuestionSummary } from '#lib/queries/home.ts'
import type { RecordEntry } from '#lib/queries/record-entry.ts'
import { InForce } from './in-force.tsx'
import { LatestActs } from './latest-acts.tsx'
import { PlacesToGo } from './places-to-go.tsx'
import { waitingItems } from './waiting-items.ts'
import { WaitingList } from './waiting-list.tsx'

const account = { slug: 'harbour', name: 'Harbour & Field' }

const day = new Date('2026-02-17T00:00:00Z')

function terms(changes: Partial<AccountTermsView> = {}): AccountTermsView {
  return {
    slug: 'service',
    title: 'Service terms',
    number: 4,
    digest: 'ab'.repeat(32),
    effectiveAt: new Date('2026-02-02T00:00:00Z'),
    inForceFrom: new Date('2026-02-02T00:00:00Z'),
    isScheduled: false,
    answer: null,
    acceptedNumber: null,
    awaitsAnswer: true,
    daysToDecide: { first: day, usual: day, last: day },
    mayAnswer: true,
    ...changes,
  }
}

function summary(
  question: QuestionSummary['question'],
  changes: Partial<QuestionSummary> = {},
): QuestionSummary {
  const none = { waiting: [], runs: [], leavesOut: [], permitted: 0, purposes: 4 }
  return { question, ...none, ...changes }
}

function home(changes: Partial<HomeView> = {}): HomeView {
  return {
    operator: 'Small Meet',
    terms: [],
    features: summary('features'),
    sharing: summary('sharing'),
    undecidedPermissions: null,
    settingsImport: null,
    latest: [],
    ended: [],
    reminder: { isOff: false, isDue: true, again: [] },
    ...changes,
  }
}

const said = {
  at: new Date('2026-02-03T00:00:00Z'),
  until: null,
  name: 'Ada Signer',
  receiptId: 'r1',
}

test('terms wait for whom they await, and say until when an answer was put off', () => {
  const waiting = (changes: Partial<AccountTermsView>) =>
    waitingItems(home({ terms: [terms(changes)] }), account)
  expect(waiting({ awaitsAnswer: false })).toEqual([])
  expect(waiting({})[0]?.rest).toMatch(/^It is in force since/)
  const [again] = waiting({ answer: { ...said, answer: 'later', until: day } })
  expect(again?.state).toBe('Harbour & Field will decide later.')
  expect(again?.rest.replaceAll('\u00a0', ' ')).toMatch(/^It put that off until 17 February 2026. /)
})

test('settings that were brought along wait for whoever may confirm them', () => {
  const settingsImport = { source: 'Zoom account settings', at: day }
  const [item] = waitingItems(home({ settingsImport }), account)
  expect(item).toMatchObject({
    about: 'Settings brought along from Zoom account settings',
    state: 'Harbour & Field has not confirmed them.',
    href: '/accounts/harbour/features/imports',
  })
  expect(item?.rest.replaceAll('\u00a0', ' ')).toMatch(/^They came on 17 February 2026 and count/)
})

test('the two questions wait apart, each on its own page, and a changed text is told from a first ask', () => {
  const first = { title: 'Meeting summary', isAgain: false }
  const again = { title: 'Chat compose', isAgain: true }
  const items = waitingItems(
    home({
      features: summary('features', { waiting: [first, again] }),
      sharing: summary('sharing', { waiting: [{ title: 'Product improvement', isAgain: true }] }),
    }),
    account,
  )
  expect(items.map(({ href, mark, state }) => [href, mark, state])).toEqual([
    [
      '/accounts/harbour/features',
      'asked',
      'you are asked about Meeting summary. Your answer is needed again about Chat compose.',
    ],
    [
      '/accounts/harbour/sharing',
      'stale',
      'your answer is needed again about Product improvement.',
    ],
  ])
})

test('terms that are to come are answered under their own number', () => {
  const coming = terms({ number: 5, isScheduled: true })
  const items = waitingItems(home({ terms: [terms(), coming] }), account)
  expect(items.map(({ href }) => href)).toEqual([
    '/accounts/harbour/terms/service/acceptance',
    '/accounts/harbour/terms/service/acceptance?version=5',
  ])
  expect(new Set(items.map(({ key }) => key)).size).toBe(2)
})

test('what nobody permitted yet waits for an admin alone, each question on its own page', () => {
  const items = waitingItems(home({ undecidedPermissions: { features: 2, sharing: 0 } }), account)
  expect(items.map(({ href }) => href)).toEqual(['/accounts/harbour/features/permissions'])
  expect(waitingItems(home(), account)).toEqual([])
})

test('with nothing to do the page says so and asks nothing', () => {
  const html = renderToStaticMarkup(<WaitingList items={[]} />)
  expect(html).toContain('Nothing waits for you.')
  expect(html).not.toContain('<a')
})

test('what is in force tells what includes a person from what leaves them out', () => {
  const features = { runs: ['Chat compose'], leavesOut: ['Meeting summary', 'Smart recording'] }
  const view = home({
    terms: [terms({ answer: { ...said, answer: 'decline' }, acceptedNumber: 3 })],
    features: summary('features', { ...features, permitted: 3 }),
  })
  const words = wordsOf(<InForce home={view} account={account} />)
  expect(words).toContain('Harbour & Field declined it; the last it accepted is version 3.')
  expect(words).toContain('1 of 4 include you. What you bring is worked on by chat compose.')
  expect(words).toContain('Meeting summary and smart recording leave you out.')
  expect(words).toContain('nothing of yours is shared.')
  expect(words).toContain('Harbour & Field has it off for everyone.')
})

test('an act that left the reader a receipt leads to it, and no other does', () => {
  const entry: RecordEntry = {
    id: 'a',
    position: 1,
    isSequenced: true,
    at: new Date('2026-02-03T00:00:00Z'),
    kind: 'choices_made',
    sentence: 'You answered.',
    details: [],
    terms: [],
    receiptId: 'r9',
  }
  const html = renderToStaticMarkup(
    <LatestActs
      account="harbour"
      entries={[entry, { ...entry, id: 'b', sentence: 'Ada asked you.', receiptId: null }]}
    />,
  )
  expect(html.match(/\/accounts\/harbour\/receipts\//g)).toHaveLength(1)
  expect(html).toContain('href="/accounts/harbour/receipts/r9"')
})

test('a person of no account is told so, and what stays', () => {
  expect(wordsOf(<PlacesToGo person="Noor" places={[]} />)).toContain('belongs to no account')
})

function wordsOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, '')
    .replace(/&amp;/g, '&')
}

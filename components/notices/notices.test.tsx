import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import type { NoticeView } from '#lib/queries/control-views.ts'
import { durationWords } from './duration-words.ts'
import { NoticeFacts, OwnFacts, SharedFacts, sharedSentences } from './notice-facts.tsx'
import { NoticeScope } from './notice-scope.tsx'

const notice = (differences: Partial<NoticeView> = {}): NoticeView => ({
  purpose: 'meeting_summary',
  language: 'en',
  title: 'Meeting summary',
  question: 'May the summary use what you say?',
  covers: ['What you say.'],
  doesNotCover: ['Your video.'],
  id: 'n',
  number: 3,
  digest: 'd',
  controller: party('Harbour'),
  processor: party('Castellan Calls'),
  recipients: [party('Millrace Compute')],
  retention: { sentence: 'It is deleted after 30 days.', duration: 'P30D' },
  storage: { sentence: 'It is stored in the European Union.', location: 'loc:EU' },
  withdrawal: 'You can say no at any time. Within one second, it stops.',
  afterWithdrawal: [
    { effect: 'erase', party: 'operator', sentence: 'The copy is deleted.', within: 'P30D' },
    { effect: 'remains', party: 'account', sentence: 'Summaries stay.', within: null },
  ],
  complaint: 'You can complain to the authority.',
  legalBasis: 'consent',
  jurisdiction: 'loc:NL',
  validity: 'P12M',
  ...differences,
})

test('C6: a notice says who, whom, how long, where, and with what rights', () => {
  const html = renderToStaticMarkup(<NoticeFacts notice={notice()} />)
  for (const words of [
    'Harbour',
    'Castellan Calls',
    'Millrace Compute',
    'privacy@harbour.example',
    'It is deleted after 30 days.',
    'It is stored in the European Union.',
    'You can say no at any time.',
    'The copy is deleted. Within 30 days.',
    'Summaries stay.',
    '12 months, unless you take it back before.',
    'You can complain to the authority.',
    'Number 3',
  ])
    expect(html).toContain(words)
})

test('what a yes covers and what it does not stand beside each other', () => {
  const html = renderToStaticMarkup(<NoticeScope notice={notice()} />)
  expect(html).toMatch(/A yes covers.*What you say\..*It does not cover.*Your video\./)
})

test('nothing of a notice is lost between what features share and what is their own', () => {
  const other = notice({
    title: 'Chat compose',
    recipients: [party('Other Compute')],
    retention: { sentence: 'It is deleted within one day.', duration: 'P1D' },
    withdrawal: 'You can say no at any time. Drafts stay.',
  })
  const all = [notice(), other]
  const shared = renderToStaticMarkup(<SharedFacts id="shared" notices={all} />)
  expect(shared.match(/Castellan Calls/g)).toHaveLength(1)
  expect(shared).toContain('<em>Chat compose.</em> It is deleted within one day.')
  expect(shared).toContain('You can say no at any time.')
  expect(shared).not.toContain('Drafts stay.')
  const own = renderToStaticMarkup(<OwnFacts sharedId="shared" notice={other} all={all} />)
  expect(own).toContain('Other Compute')
  expect(own).toContain('Drafts stay.')
  expect(own).not.toContain('Castellan Calls')
  expect(own).toContain('href="#shared"')
})

test('sentences are shared only where every text has them', () => {
  expect(sharedSentences(['A. B. C.', 'A. C. D.'])).toBe('A. C.')
  expect(sharedSentences(['A.', 'B.'])).toBe('')
  expect(sharedSentences([])).toBe('')
})

test('a duration reads as one says it, and one that is not understood stays as it is', () => {
  expect(['P12M', 'P1Y', 'P2W', 'P1Y6M', 'PT1H'].map((each) => durationWords(each))).toEqual([
    '12 months',
    '1 year',
    '2 weeks',
    '1 year and 6 months',
    'PT1H',
  ])
})

function party(name: string) {
  const host = name.toLowerCase().replaceAll(' ', '')
  return {
    name,
    address: '1 Quay Street',
    email: `privacy@${host}.example`,
    url: `https://${host}.example`,
  }
}

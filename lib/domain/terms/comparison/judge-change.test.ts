import { describe, expect, test } from 'vitest'
import { compareTexts } from '../../../../test-support/parsed-terms.ts'
import { type ClauseChange, isDecidedByMachine, verdicts } from './comparison.ts'

/** The row of one clause whose text changes, in a contract that stays as it is. */
function changed(from: string, to: string): ClauseChange {
  const document = (text: string) =>
    `## Purpose\n\nThis text says why there is a contract.\n\n## Data\n\n${text}\n\n## End\n\nEither of us can end it.\n`
  const row = compareTexts(document(from), document(to)).clauses.find(
    ({ to: clause }) => clause?.title === 'Data',
  )
  if (!row) throw new Error('the clause is lost')
  return row
}

const uses = 'We use recordings to provide the service.'

test('several periods that change are told one by one', () => {
  const text = (chat: string, audio: string) =>
    `We delete chat after ${chat}. We delete audio after ${audio}.`
  const { verdict, reasons } = changed(text('30 days', '12 months'), text('90 days', '2 years'))
  expect(verdict).toBe('widened')
  expect(reasons).toMatchObject([
    { kind: 'period', from: 30, to: 90 },
    { kind: 'period', from: 365, to: 730 },
  ])
  expect(changed(text('30 days', '60 days'), text('60 days', '30 days')).reasons).toEqual([])
})

describe('how others put it', () => {
  test.each<[verdict: string, from: string, to: string]>([
    ['widened', 'The host must obtain consent before recording.', 'The host may record.'],
    ['widened', 'Feature X is off by default.', 'Feature X is on by default.'],
    [
      'widened',
      'A human reviews each decision about you.',
      'Decisions about you are made by automated means.',
    ],
    [
      'widened',
      'In no event shall we use biometric data.',
      'We may use biometric data to recognise you.',
    ],
    ['widened', 'We may not access meeting content.', 'We may access meeting content.'],
    [
      'widened',
      'Access to meeting content is prohibited.',
      'Access to meeting content is permitted.',
    ],
    ['widened', 'No employee may listen to recordings.', 'Employees may listen to recordings.'],
    [
      'widened',
      'Contractors bound by confidentiality may see content.',
      'Contractors may see content.',
    ],
    [
      'widened',
      'Content of users will not be used to train models.',
      'Content of users will be used to train models.',
    ],
    ['widened', 'Data will be stored in Germany.', 'Data may be transferred to other countries.'],
  ])('%s: %s', (verdict, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('what a text allows', () => {
  test.each<[verdict: string, what: string, from: string, to: string]>([
    ['widened', 'a new purpose', uses, `${uses} We also use recordings to train our AI models.`],
    ['narrowed', 'a purpose that goes', `${uses} We may use recordings for marketing.`, uses],
    [
      'widened',
      'another category',
      'We collect audio to help you.',
      'We collect audio and video to help you.',
    ],
    [
      'widened',
      'another recipient',
      'We share recordings with nobody else.',
      'We share recordings with our affiliates and partners.',
    ],
    [
      'widened',
      'more rights',
      'You grant us a licence to your content.',
      'You grant us a perpetual, irrevocable and sublicensable licence to your content.',
    ],
    [
      'narrowed',
      'fewer rights',
      'You grant us a perpetual, transferable licence to your content.',
      'You grant us a licence to your content.',
    ],
    [
      'widened',
      'a known purpose for other content',
      'We use chat to train AI models. We use audio to provide the service.',
      'We use chat and audio to train AI models. We use audio to provide the service.',
    ],
    [
      'widened',
      'any purpose',
      'We use the data to run the service.',
      'We use the data for any purpose.',
    ],
    [
      'widened',
      'no word before a change',
      'We may change this contract when we have told you.',
      'We may change this contract without notice.',
    ],
    [
      'widened',
      'use taken for consent',
      'We ask for your consent to use your data.',
      'You agree to this by using the service, and consent by using it to every use of data.',
    ],
  ])('%s: %s', (verdict, _what, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('what a text rules out', () => {
  const rule = 'We will not use your recordings for advertising.'

  test.each<[verdict: string, what: string, from: string, to: string]>([
    ['narrowed', 'a new prohibition', uses, `${uses} We do not train AI models on recordings.`],
    [
      'narrowed',
      'a purpose inside a prohibition',
      rule,
      'We will not use your recordings for advertising or to train our models.',
    ],
    [
      'widened',
      'a purpose taken out of a prohibition',
      'We will not use your recordings for advertising or to train our models.',
      rule,
    ],
    ['widened', 'a protecting sentence that goes', `${uses} We never sell your data.`, uses],
    [
      'widened',
      'a prohibition turned round',
      'We do not use chat to train AI models.',
      'We use chat to train AI models.',
    ],
    [
      'narrowed',
      'a permission turned round',
      'We may use chat to train AI models.',
      'We may not use chat to train AI models.',
    ],
    [
      'widened',
      'an exception to a prohibition',
      'We will not share your data with third parties.',
      'We will not share your data with third parties unless we need to.',
    ],
    [
      'widened',
      'consent that lifts a prohibition',
      'We do not train AI models on your chat.',
      'We do not train AI models on your chat without your consent.',
    ],
    [
      'narrowed',
      'a prohibition with an exception, where there was none',
      uses,
      `${uses} We will not train AI models on recordings without your consent.`,
    ],
    [
      'widened',
      'contractions',
      "We don't sell your data to advertisers.",
      'We sell your data to advertisers.',
    ],
    [
      'narrowed',
      'a list below a prohibition',
      'We do not:\n\n* sell your data.',
      'We do not:\n\n* sell your data;\n* use your data for marketing.',
    ],
    [
      'narrowed',
      'a sentence that goes on with a prohibition',
      'We do not train AI models on recordings.',
      'We do not train AI models on recordings. This applies to transcripts that are stored as well.',
    ],
  ])('%s: %s', (verdict, _what, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('limits', () => {
  const train = 'We use chat to train AI models'

  test.each<[verdict: string, what: string, from: string, to: string]>([
    [
      'narrowed',
      'only',
      'We use your data to provide the service.',
      'We use your data only to provide the service.',
    ],
    [
      'widened',
      'only, gone',
      'We use your data solely to provide the service.',
      'We use your data to provide the service.',
    ],
    ['narrowed', 'with your consent', `${train}.`, `${train} with your consent.`],
    ['widened', 'with your consent, gone', `${train} with your consent.`, `${train}.`],
    ['narrowed', 'unless you object', `${train}.`, `${train} unless you opt out.`],
    ['widened', 'opting out, gone', `${train}. You may opt out of this use of data.`, `${train}.`],
    [
      'rewritten',
      'a limit on what users may do',
      'You may use the service at work.',
      'You may only use the service at work.',
    ],
  ])('%s: %s', (verdict, _what, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('consent', () => {
  test.each<[verdict: string, from: string, to: string]>([
    [
      'widened',
      'We share your data with your consent.',
      'We share your data without your consent.',
    ],
    [
      'narrowed',
      'We share your data without your consent.',
      'We share your data with your consent.',
    ],
    ['widened', 'You may withdraw your consent at any time.', 'We may ask you again at any time.'],
    ['widened', `${uses} You can opt out at any time.`, uses],
    [
      'widened',
      'We use your content to train our models only if you opt in.',
      'We use your content to train our models unless you opt out.',
    ],
  ])('%s: %s', (verdict, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('periods', () => {
  test.each<[verdict: string, from: string, to: string]>([
    [
      'narrowed',
      'We delete the transcript after 90 days.',
      'We delete the transcript after 30 days.',
    ],
    ['widened', 'We keep the transcript for 30 days.', 'We keep the transcript for twelve months.'],
    ['widened', 'We keep the data for a year.', 'We keep the data for two years.'],
    ['widened', 'We delete it within 60 days.', 'We may delete it when we please.'],
    [
      'widened',
      'We tell you at least 60 days before prices change.',
      'We tell you at least 30 days before prices change.',
    ],
    ['rewritten', 'You pay within 30 days.', 'You pay within 14 days.'],
  ])('%s: %s', (verdict, from, to) => {
    expect(changed(from, to).verdict).toBe(verdict)
  })
})

describe('what gives the platform nothing', () => {
  test.each<[what: string, from: string, to: string]>([
    ['what users may not do', uses, `${uses} You may not share recordings with third parties.`],
    ['what users may do', uses, `${uses} You may share recordings with third parties.`],
    ['rules for the reader', uses, `${uses} Don't sell your data to third parties.`],
    [
      'who is liable',
      uses,
      `${uses} We are not liable for loss of data by third parties that receive it.`,
    ],
    [
      'a licence that users are given',
      uses,
      `${uses} We grant you a worldwide, transferable licence to the software.`,
    ],
    [
      'other words for the same',
      'We use recordings to provide the service.',
      'Recordings are used by us for providing the service.',
    ],
  ])('%s', (_what, from, to) => {
    expect(changed(from, to)).toMatchObject({ verdict: 'rewritten', effect: null })
  })
})

test('a clause that comes or goes carries what it allowed or ruled out', () => {
  const document = (text: string) =>
    `## Purpose\n\nThis text says why there is a contract.\n\n${text}## End\n\nEither of us can end it.\n`
  const clause = (text: string) => `## Data\n\n${text}\n\n`
  const effect = (from: string, to: string) => {
    const rows = compareTexts(document(from), document(to)).clauses
    const row = rows.find(({ verdict }) => verdict === 'added' || verdict === 'removed')
    return `${row?.verdict ?? ''} ${row?.effect ?? 'neither'}`
  }
  const training = clause('We use chat to train our AI models.')
  const protection = clause('We never sell your data, and we do not train AI models on it.')
  const consent = clause('We use your data with your consent only.')
  expect(effect('', training)).toBe('added widens')
  expect(effect(training, '')).toBe('removed narrows')
  expect(effect('', protection)).toBe('added narrows')
  expect(effect(protection, '')).toBe('removed widens')
  expect(effect(consent, '')).toBe('removed widens')
  expect(effect('', clause('We open at nine in the morning.'))).toBe('added neither')
})

test('where a change does both, what gives more decides unless it is clearly outweighed', () => {
  const mixed = changed('We use chat for marketing.', 'We use chat for advertising.')
  expect(mixed.reasons.map(({ effect }) => effect)).toEqual(['widens', 'narrows'])
  expect(mixed.verdict).toBe('widened')
  const outweighed = changed(
    'You grant us a perpetual, irrevocable, worldwide licence to use your content for marketing and advertising.',
    'We use your content for testing.',
  )
  expect(outweighed.verdict).toBe('narrowed')
})

test('a reason names its term, its effect and the version that says it', () => {
  expect(changed(uses, `${uses} We never sell data.`).reasons).toEqual([
    { kind: 'purpose', term: 'selling data', effect: 'narrows', side: 'to', weight: 3 },
  ])
  expect(changed(`${uses} We never sell data.`, uses).reasons).toEqual([
    { kind: 'purpose', term: 'selling data', effect: 'widens', side: 'from', weight: 3 },
  ])
})

test('only what says the same is decided without a person', () => {
  expect(verdicts.filter(isDecidedByMachine)).toEqual(['unchanged', 'formatting'])
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Notice, WithdrawalEffect } from './catalogue.ts'
import { noticeWidens } from './notice-widens.ts'

const party = (id: string) => ({
  id,
  name: `The ${id}`,
  address: '1 Quay',
  email: `privacy@${id}.example`,
  url: `https://${id}.example`,
})

const notice: Notice = {
  purpose: 'meeting_summary',
  language: 'en',
  title: 'Meeting summary',
  question: 'May the summary use what you say?',
  covers: ['What you say.', 'What you write in the chat.'],
  doesNotCover: ['Your video.', 'Training any model.'],
  controller: 'account',
  processor: party('operator'),
  recipients: [party('compute')],
  retention: { sentence: 'It is deleted after 30 days.', duration: 'P30D' },
  storage: { sentence: 'In the European Union.', location: 'loc:EU' },
  withdrawal: 'Say no at any time.',
  afterWithdrawal: [
    { effect: 'erase', party: 'operator', sentence: 'The operator deletes it.', within: 'P30D' },
    { effect: 'remains', party: 'account', sentence: 'Summaries stay.', within: null },
  ],
  complaint: 'Complain to the authority.',
  legalBasis: 'consent',
  jurisdiction: 'loc:NL',
  validity: 'P12M',
}

const [erase, remains] = notice.afterWithdrawal as [WithdrawalEffect, WithdrawalEffect]

describe('C8: a notice asks for more', () => {
  test.each<[string, Partial<Notice>]>([
    ['another controller', { controller: party('operator') }],
    ['another processor', { processor: party('elsewhere') }],
    ['one recipient more', { recipients: [party('compute'), party('elsewhere')] }],
    ['kept longer', { retention: { sentence: 'Two months.', duration: 'P2M' } }],
    ['stored elsewhere', { storage: { sentence: 'In the US.', location: 'loc:US' } }],
    ['another jurisdiction', { jurisdiction: 'loc:IE' }],
    ['covers more', { covers: [...notice.covers, 'What you show.'] }],
    ['covers something else', { covers: ['What you say, everywhere.', notice.covers[1]!] }],
    ['leaves out less', { doesNotCover: ['Your video.'] }],
    ['asks something else', { question: 'May the summary use what you do?' }],
    ['is withdrawn otherwise', { withdrawal: 'Write us a letter.' }],
    ['promises nothing for after a no', { afterWithdrawal: [] }],
    ['deletes later after a no', { afterWithdrawal: [{ ...erase, within: 'P2M' }, remains] }],
    ['has another party delete', { afterWithdrawal: [{ ...erase, party: 'compute' }, remains] }],
    [
      'leaves more after a no',
      { afterWithdrawal: [erase, { ...remains, sentence: 'All stays.' }] },
    ],
    ['is complained of otherwise', { complaint: 'Write us a letter.' }],
  ])('%s', (_, changes) => {
    expect(noticeWidens(notice, { ...notice, ...changes })).toBe(true)
  })
})

describe('C8: a notice asks for no more', () => {
  test.each<[string, Partial<Notice>]>([
    ['deletes sooner after a no', { afterWithdrawal: [{ ...erase, within: 'P1W' }, remains] }],
    ['leaves nothing after a no', { afterWithdrawal: [erase] }],
    ['no processor any more', { processor: null }],
    ['no recipient any more', { recipients: [] }],
    ['a recipient that moved', { recipients: [{ ...party('compute'), address: '2 Quay' }] }],
    ['kept for less', { retention: { sentence: 'A day.', duration: 'P1D' } }],
    [
      'the same time in other words',
      { retention: { sentence: 'It goes then.', duration: 'P30D' } },
    ],
    ['covers less', { covers: ['What you say.'] }],
    ['leaves out more', { doesNotCover: [...notice.doesNotCover, 'Your screen.'] }],
    ['in another order', { covers: notice.covers.toReversed() }],
    ['other marks', { question: 'May the *summary* use  what you say?' }],
    ['another title', { title: 'Summaries' }],
    ['a yes that lasts otherwise', { validity: null }],
  ])('%s', (_, changes) => {
    expect(noticeWidens(notice, { ...notice, ...changes })).toBe(false)
  })

  test('than itself, and never both ways round unless something was exchanged', () => {
    const some = fc.subarray(['a', 'b', 'c'])
    const any = fc.record({ covers: some, doesNotCover: some, recipients: some })
    const made = any.map((parts) => ({
      ...{ ...notice, covers: parts.covers, doesNotCover: parts.doesNotCover },
      recipients: parts.recipients.map(party),
    }))
    fc.assert(
      fc.property(made, made, made, (one, other, third) => {
        expect(noticeWidens(one, one)).toBe(false)
        // What is no more than something that is no more, is no more.
        if (!noticeWidens(one, other) && !noticeWidens(other, third))
          expect(noticeWidens(one, third)).toBe(false)
      }),
    )
  })
})

import type { AccountTermsView } from '#lib/queries/account-terms.ts'

const day = new Date('2026-02-02T00:00:00Z')

/** Terms of a test: in force, and never answered by an account that accepted the version before. */
export function terms(changes: Partial<AccountTermsView> = {}): AccountTermsView {
  return {
    slug: 'service',
    title: 'Service terms',
    number: 4,
    digest: 'ab'.repeat(32),
    effectiveAt: day,
    inForceFrom: day,
    isScheduled: false,
    answer: null,
    acceptedNumber: 3,
    awaitsAnswer: true,
    daysToDecide: { first: day, usual: day, last: day },
    mayAnswer: true,
    ...changes,
  }
}

export const putOff = {
  answer: 'later',
  until: new Date('2026-02-20T00:00:00Z'),
  at: day,
  name: '',
  receiptId: 'r1',
} as const

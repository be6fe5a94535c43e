import type { RefusedAs } from '#lib/words/meeting/meeting-words.ts'

/** What a problem's code is to somebody who answered: whatever they cannot tell apart is one thing. */
export function refusedAs(code: string): RefusedAs {
  return KINDS[code] ?? 'other'
}

const KINDS: Readonly<Record<string, RefusedAs>> = {
  notice_outdated: 'notice_outdated',
  meeting_ended: 'meeting_ended',
  answered_meanwhile: 'answered_meanwhile',
  participant_erased: 'participant_erased',
  link_expired: 'link_expired',
  not_permitted: 'not_permitted',
  purpose_ended: 'purpose_ended',
  prohibited_by_terms: 'terms',
  no_choice_offered: 'terms',
  unreachable: 'unreachable',
}

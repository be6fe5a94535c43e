import { addDuration } from '#lib/domain/consent/instant.ts'
import type { TermsAnswer } from '#lib/domain/ledger/act.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'

/** What an account said last to a version of the terms. Only an answer that was put off has a day to come back at. */
export type GivenAnswer = { readonly answer: TermsAnswer; readonly until: Date | null }

/** The days an answer may be put off to, each at its midnight in UTC: the first, the last, and the one that is meant when none is named. */
export type DaysToDecide = { readonly first: Date; readonly usual: Date; readonly last: Date }

/** Is an account to be asked about a version: has it never answered, or put its answer off to a day that has come? */
export function awaitsAnswer(given: GivenAnswer | null, now: Date): boolean {
  if (given === null) return true
  return given.answer === 'later' && (given.until === null || given.until <= now)
}

export function daysToDecide(now: Date): DaysToDecide {
  const today = `${now.toISOString().slice(0, 10)}T00:00:00Z`
  const after = (duration: string) => new Date(addDuration(today, duration))
  return { first: after('P1D'), usual: after('P14D'), last: after('P1Y') }
}

/**
 * Until when an answer is put off. `day` is YYYY-MM-DD or null; a day that has begun, one that is more
 * than a year away and one that no calendar has are none to come back at.
 */
export function putOffUntil(day: string | null, now: Date): Result<Date, 'until_out_of_range'> {
  const { first, usual, last } = daysToDecide(now)
  if (day === null) return ok(usual)
  const until = new Date(`${day}T00:00:00Z`)
  const isDay = !Number.isNaN(until.getTime()) && until.toISOString().slice(0, 10) === day
  return isDay && until >= first && until <= last ? ok(until) : fail('until_out_of_range')
}

/** What stands around the words of a notice and of the clauses that it rests on. */
export type NoticeWords = {
  /** Of dates and numbers (BCP 47). */
  readonly locale: string
  readonly takesIn: string
  readonly takesNotIn: string
  readonly kept: string
  readonly receives: string
  readonly responsible: string
  readonly rest: string
  readonly takeBack: string
  readonly effects: string
  readonly within: (duration: string) => string
  readonly lasts: string
  readonly untilMeetingEnds: string
  readonly complain: string
  readonly reachResponsible: string
  readonly onBehalf: string
  readonly reachReceivers: string
  readonly stored: string
  readonly thisNotice: string
  readonly number: (number: number, language: string) => string
  readonly clauses: (count: number, sources: string) => string
  readonly version: (title: string, number: number) => string
  readonly readClause: (number: string | null, title: string | null) => string
}

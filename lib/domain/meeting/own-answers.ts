import type { ParticipantAnswer } from '#lib/domain/ledger/act.ts'

type Said = { readonly purpose: string; readonly answer: ParticipantAnswer }

/**
 * What the very person said who is there now: a platform can name somebody by an id that was another's in the
 * same meeting. A no that another said by it stands before what they said earlier: they are asked again.
 *
 * @param acts of one participant, about each feature in the order of the record
 */
export function ownAnswers<Act extends Said>(
  acts: readonly Act[],
  isOwn: (act: Act) => boolean,
): Act[] {
  return [...Map.groupBy(acts, ({ purpose }) => purpose).values()].flatMap((about) => {
    const no = about.findLastIndex((act) => act.answer === 'leave_out' && !isOwn(act))
    return about.slice(no + 1).filter(isOwn)
  })
}

/**
 * Which of their answers about one feature counts; null for none. Their last word does, a yes where it
 * `stands`; without one, a no that another said by the same id: nobody says yes for somebody else.
 */
export function countedAnswer<Act extends Said>(
  acts: readonly Act[],
  isOwn: (act: Act) => boolean,
  stands: (yes: Act) => boolean,
): Act | null {
  const last = acts.at(-1)
  const own = ownAnswers(acts, isOwn).at(-1)
  if (own === undefined) return last?.answer === 'leave_out' ? last : null
  return own.answer === 'leave_out' || stands(own) ? own : null
}

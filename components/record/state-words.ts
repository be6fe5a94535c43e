import { formatInstant } from '#components/ui/format-instant.ts'
import type { QuestionThen, TermsThen } from '#lib/queries/state.ts'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'

/** Questions that stood alike: of a sharing purpose the kinds of content that one sentence covers. */
export type StoodAlike = { readonly first: QuestionThen; readonly kinds: readonly string[] }

/** Of one purpose, the sentences it takes: as few as there are differences. */
export function stoodAlike(questions: readonly QuestionThen[]): readonly StoodAlike[] {
  const groups = Map.groupBy(questions, (each) =>
    JSON.stringify([
      stateThen(each),
      each.status,
      saidThen(each, ''),
      permittedThen(each),
      yesThen(each),
    ]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first === undefined
      ? []
      : [{ first, kinds: group.flatMap((each) => each.categoryTitle ?? []) }]
  })
}

/** What it came to: "not shared". */
export function stateThen({ kind, ceiling, decision }: QuestionThen): string {
  if (ceiling === 'forbidden') return 'ruled out by the terms'
  if (ceiling === 'no_choice') return 'no choice was offered'
  if (kind === 'feature') return decision === 'permit' ? 'included' : 'left out'
  return decision === 'permit' ? 'shared' : 'not shared'
}

/** What the person had said. `who` is "You" or a name. */
export function saidThen({ status }: Pick<QuestionThen, 'status'>, who: string): string {
  switch (status) {
    case 'undecided':
      return `${who} had not answered.`
    case 'requested':
      return `${who} had been asked, and had not answered.`
    case 'given':
      return `${who} had said yes.`
    case 'refused':
      return `${who} had said no.`
    case 'withdrawn':
      return `${who} had taken an earlier yes back.`
    case 'revoked':
      return 'An earlier yes had ended when the organisation turned this off.'
    case 'expired':
      return 'An earlier yes had run out.'
    case 'stale':
      return `${who} had said yes to an earlier text, and a new answer was needed.`
  }
}

/** What the organisation had permitted; empty where the terms left nothing to permit. */
export function permittedThen({ ceiling, permission, otherGround }: QuestionThen): string {
  if (ceiling !== 'open') return ''
  if (permission === null) return 'The organisation had not decided.'
  if (permission === 'off') return 'It was off for everyone.'
  return otherGround === null
    ? 'It was left to each member.'
    : `It ran on another ground: ${otherGround}.`
}

/** How many members had said yes, as far as it may be known; empty where it was not left to them. */
export function yesThen({ ceiling, permission, yes }: QuestionThen): string {
  if (yes === null || ceiling !== 'open' || permission !== 'members_decide') return ''
  switch (yes.shown) {
    case 'everyone':
      return 'Members who had said yes: everyone.'
    case 'not_everyone':
      return 'Members who had said yes: not everyone.'
    case 'count':
      return `Members who had said yes: ${String(yes.count)} of ${String(yes.of)}.`
  }
}

export function markThen({ ceiling, decision, permission, status }: QuestionThen): StateMarkKind {
  if (ceiling === 'forbidden') return 'forbidden'
  if (ceiling === 'no_choice') return 'locked'
  if (decision === 'permit') return 'given'
  if (permission !== 'members_decide') return 'locked'
  if (status === 'stale' || status === 'expired') return 'stale'
  return status === 'requested' ? 'asked' : 'not-given'
}

export function answerThen({ answer, until }: Pick<TermsThen, 'answer' | 'until'>): string {
  if (answer === null) return 'not answered by the organisation'
  return until === null
    ? answers[answer]
    : `${answers[answer]} until ${formatInstant(until, 'day')}`
}

const answers = {
  accept: 'accepted by the organisation',
  decline: 'declined by the organisation',
  later: 'put off by the organisation',
} as const

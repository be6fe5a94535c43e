import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { ControlView } from '#lib/queries/answers.ts'

/** The mark of a control: the strictest thing that holds about it, seen from above. */
export function controlMark({
  ceiling,
  permission,
  status,
  decision,
  isRuledOut,
}: Pick<
  ControlView,
  'ceiling' | 'permission' | 'status' | 'decision' | 'isRuledOut'
>): StateMarkKind {
  if (ceiling === 'forbidden') return 'forbidden'
  if (ceiling === 'no_choice' || isRuledOut) return 'locked'
  if (decision === 'permit') return 'given'
  if (permission !== 'members_decide') return 'locked'
  if (status === 'stale' || status === 'expired') return 'stale'
  return status === 'requested' ? 'asked' : 'not-given'
}

/** What the marks mean on a member's own page. */
export const answerMarkMeanings = {
  'not-given': 'A no, or no answer yet. Both count as no.',
  locked: 'Set above you: by your organisation, by the terms, or by rules of law.',
  stale: 'Your yes has run out, or what it rests on has changed.',
} as const

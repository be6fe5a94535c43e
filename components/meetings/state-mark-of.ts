import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { NoticedFeatureView } from '#lib/queries/noticed-feature.ts'

/** The mark beside a feature's sentence: the sentence says the same. */
export function stateMarkOf({
  state,
  isAnswered,
  mayInclude,
}: Pick<NoticedFeatureView, 'state' | 'isAnswered' | 'mayInclude'>): StateMarkKind {
  switch (state) {
    case 'includes_you':
      return 'given'
    case 'until_you_answer':
      return 'asked'
    case 'waits':
      return mayInclude && !isAnswered ? 'asked' : 'locked'
    case 'leaves_you_out':
    case 'off':
    case 'not_on':
      return 'not-given'
  }
}

import { listed } from '#components/ui/listed.ts'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import type { ControlView } from '#lib/queries/answers.ts'
import { controlMark } from './control-mark.ts'

type Feature = { readonly title: string; readonly control: ControlView }

/** Where a person stands on AI features as a whole, in sentences. */
export function featuresState(features: readonly Feature[]): {
  readonly mark: StateMarkKind
  readonly state: string
  readonly sentences: readonly string[]
} {
  const included = features.filter(({ control }) => control.decision === 'permit')
  const left = features.filter(({ control }) => control.decision === 'deny')
  const waiting = features.filter(({ control }) => controlMark(control) === 'asked')
  const stale = features.filter(({ control }) => controlMark(control) === 'stale')
  const offered = features.filter(({ control }) => control.mayInclude)
  return {
    mark: markOf(features, included.length, waiting.length, stale.length),
    state: stateOf(included, left),
    sentences: [
      ...(stale.length > 0 ? [`Your answer is needed again about ${namesOf(stale)}.`] : []),
      ...(waiting.length > 0 ? [`You are asked about ${namesOf(waiting)}.`] : []),
      leftSentence(features, offered),
    ],
  }
}

function leftSentence(features: readonly Feature[], offered: readonly Feature[]): string {
  if (offered.length > 0)
    return `Your organisation leaves ${offered.length === features.length ? 'all of them' : namesOf(offered)} to you.`
  return features.some(({ control }) => control.isRuledOut)
    ? 'The rules that apply to you leave none of them to you.'
    : 'Your organisation permits no AI feature at the moment.'
}

function stateOf(included: readonly Feature[], left: readonly Feature[]): string {
  if (included.length === 0) return 'you are left out.'
  if (left.length === 0) return 'you are included.'
  return `you are included in ${namesOf(included)}, and left out of the rest.`
}

function markOf(
  features: readonly Feature[],
  included: number,
  waiting: number,
  stale: number,
): StateMarkKind {
  if (stale > 0) return 'stale'
  if (waiting > 0) return 'asked'
  if (included > 0) return 'given'
  const marks = new Set(features.map(({ control }) => controlMark(control)))
  const [only] = marks
  return marks.size === 1 && only !== undefined ? only : 'not-given'
}

function namesOf(features: readonly Feature[]): string {
  return listed(features.map(({ title }) => title.toLowerCase()))
}

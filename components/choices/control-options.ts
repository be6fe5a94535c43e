import { lowerFirst } from '#components/ui/lower-first.ts'
import type { ControlView } from '#lib/queries/answers.ts'
import type { AnswerOption } from './answer-buttons.tsx'
import { splitSentence } from './split-sentence.ts'

type Options = {
  readonly include: AnswerOption | null
  readonly leaveOut: AnswerOption | null
}

/** The two answers of one control. What the person cannot say yes to offers a no where one takes something back. */
export function controlOptions(control: ControlView): Options {
  const { about } = splitSentence(control.sentences.control)
  const what = control.category === null ? about : lowerFirst(about)
  const { include, leaveOut } = control.labels
  return optionsOf([control], what, { include, leaveOut })
}

/** The same for several controls at once: a yes to all that can be said yes to, beside an equal no. */
export function optionsOf(
  controls: readonly ControlView[],
  what: string,
  labels: { readonly include: string; readonly leaveOut: string },
): Options {
  const includable = controls.filter(({ mayInclude }) => mayInclude)
  const refusable = controls.filter(
    (control) => control.mayInclude || hasSomethingToTakeBack(control),
  )
  const takesBack = controls.some(({ status }) => isYes(status))
  return {
    include:
      includable.length === 0
        ? null
        : {
            label: labels.include,
            choices: choicesOf(includable, 'include'),
            said: `You said yes to ${what}.`,
          },
    leaveOut:
      refusable.length === 0
        ? null
        : {
            label: labels.leaveOut,
            choices: choicesOf(refusable, 'leave_out'),
            said: takesBack ? `You took back your yes to ${what}.` : `You said no to ${what}.`,
          },
  }
}

function choicesOf(controls: readonly ControlView[], intent: 'include' | 'leave_out') {
  return controls.map(({ purpose, category }) => ({ purpose, category, intent }))
}

/** A yes that stands or waits to be confirmed, or something that runs on another ground than a yes. */
function hasSomethingToTakeBack({ status, decision }: ControlView): boolean {
  return isYes(status) || decision === 'permit'
}

function isYes(status: ControlView['status']): boolean {
  return status === 'given' || status === 'stale'
}

import type { FeatureMode } from '@assent/decision'
import type { NoticedState } from '#lib/domain/meeting/noticed-state.ts'
import type { WaitsFor } from '#lib/domain/meeting/wait-cause.ts'
import type { MeetingWords, StateSentence } from './meeting-words.ts'

/**
 * The state in words: what stands in strong, and what follows from it. Where decisions are only watched it
 * says what should happen, and that it need not yet.
 */
export function noticedSentence(
  { states }: MeetingWords,
  about: {
    readonly state: NoticedState
    readonly waitsFor: WaitsFor
    readonly isWatched: boolean
  },
): StateSentence {
  const { state, isWatched, waitsFor } = about
  const { watched, plain } = states
  const said = isWatched && state in watched ? watched[state as keyof typeof watched] : plain[state]
  if (state !== 'waits') return said
  const why = 'cause' in waitsFor ? states.wait[waitsFor.cause] : states.said(waitsFor.people)
  return { state: said.state, follows: [why, said.follows].filter(Boolean).join(' ') }
}

export type AnswerEffects = {
  readonly include: string
  readonly leaveOut: string
  readonly silence: string
}

/** What each answer does, and what saying nothing does, by the mode that holds for the feature now. */
export function answerEffects(
  { answer: { effects, silence } }: MeetingWords,
  mode: FeatureMode | null,
  { isOwnMember }: { readonly isOwnMember: boolean },
): AnswerEffects {
  if (mode === 'everyone-agrees')
    return {
      include: effects.includeIfAll,
      leaveOut: effects.keepOff,
      silence: silence.keptOff,
    }
  const { include, leaveOut } = effects
  if (mode === 'listen-until-answered') return { include, leaveOut, silence: silence.listening }
  if (mode === 'tell-and-object' && isOwnMember)
    return { include, leaveOut, silence: silence.included }
  return { include, leaveOut, silence: silence.leftOut }
}

/** The two answers, in the words of what they do. */
export function answerLabels(
  { answer: { include, leaveOut, keepOff } }: MeetingWords,
  mode: FeatureMode | null,
): { readonly include: string; readonly leaveOut: string } {
  return { include, leaveOut: mode === 'everyone-agrees' ? keepOff : leaveOut }
}

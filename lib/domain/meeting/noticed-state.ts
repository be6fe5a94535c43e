import type { Answer } from '@assent/decision'

/** Where a feature stands for one person in a meeting. */
export type NoticedState =
  'includes_you' | 'leaves_you_out' | 'until_you_answer' | 'waits' | 'off' | 'not_on'

export type NoticedFacts = {
  readonly switch: 'on' | 'off' | null
  /** Of the feature in the meeting as it is now, and of this person's part in it; null where they are not there. */
  readonly answer: Answer
  readonly own: Answer | null
}

/** What happens now with what somebody says, shows and writes. A no of somebody else is never told. */
export function noticedState({ switch: position, answer, own }: NoticedFacts): NoticedState {
  if (position === 'off') return 'off'
  if (position === null) return 'not_on'
  if (answer.decision === 'deny') return 'waits'
  if (own === null) return 'leaves_you_out'
  if (own.decision === 'permit') return 'includes_you'
  const isListening = answer.mode === 'listen-until-answered' && !isNo(own)
  return isListening ? 'until_you_answer' : 'leaves_you_out'
}

function isNo({ opinion }: Answer): boolean {
  return opinion === 'DENY' || opinion === 'PROHIBITED'
}

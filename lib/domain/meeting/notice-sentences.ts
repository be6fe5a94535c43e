import type { Answer, FeatureMode } from '@assent/decision'

/** Where a feature stands for one person in a meeting. */
export type NoticedState =
  'includes_you' | 'leaves_you_out' | 'until_you_answer' | 'waits' | 'off' | 'not_on'

export type NoticedFacts = {
  readonly title: string
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

/** The state in words: what stands in strong, and what follows from it. */
export function noticedSentence(facts: NoticedFacts): {
  readonly state: string
  readonly follows: string
} {
  switch (noticedState(facts)) {
    case 'off':
      return { state: 'it is off.', follows: 'Nothing is taken in.' }
    case 'not_on':
      return {
        state: 'it is not on.',
        follows: 'It may be turned on in this meeting. You can answer before that.',
      }
    case 'includes_you':
      return { state: 'it runs, and you are included.', follows: '' }
    case 'leaves_you_out':
      return {
        state: 'it runs, and you are left out.',
        follows: 'Nothing of yours is taken in.',
      }
    case 'until_you_answer':
      return {
        state: 'it runs, and waits for your answer.',
        follows: 'Until you answer you can listen and watch, and nothing of yours is taken in.',
      }
    case 'waits':
      return {
        state: 'it is turned on, and does not run.',
        follows: whyOnly(facts.title, facts.answer.sentence),
      }
  }
}

/** What a host's sentence says after its first words, where the state stands before it already. */
export function whyOnly(title: string, sentence: string): string {
  for (const start of [`${title} may not run: `, `${title} may run. `])
    if (sentence.startsWith(start)) {
      const why = sentence.slice(start.length)
      return `${why.charAt(0).toUpperCase()}${why.slice(1)}`
    }
  return sentence
}

export type AnswerEffects = {
  readonly include: string
  readonly leaveOut: string
  readonly silence: string
}

/** What each answer does, and what saying nothing does, by the mode that holds for the feature now. */
export function answerEffects(
  mode: FeatureMode | null,
  { isOwnMember }: { readonly isOwnMember: boolean },
): AnswerEffects {
  const include = 'From then on it may take you in, in this meeting alone.'
  if (mode === 'everyone-agrees')
    return {
      include: 'It may run once everyone here has said yes.',
      leaveOut: 'It stays off for everyone in this meeting. Nobody is told who said so.',
      silence: 'Until everyone has answered, it stays off.',
    }
  const leaveOut =
    'It goes on without you: from then on nothing of yours is taken in. You stay in the meeting as before, and nobody in it is told.'
  if (mode === 'listen-until-answered')
    return { include, leaveOut, silence: 'Until you answer, you can listen and watch.' }
  if (mode === 'tell-and-object' && isOwnMember)
    return {
      include,
      leaveOut,
      silence:
        'If you say nothing, you are included: your organisation relies on another ground than your consent.',
    }
  return { include, leaveOut, silence: 'Until you answer, you are left out.' }
}

/** The two answers, in the words of what they do. */
export function answerLabels(mode: FeatureMode | null): {
  readonly include: string
  readonly leaveOut: string
} {
  return {
    include: 'Include me',
    leaveOut: mode === 'everyone-agrees' ? 'Keep it off' : 'Leave me out',
  }
}

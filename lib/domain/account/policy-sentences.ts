import { FEATURE_MODES, type FeatureMode, type Permission } from '@assent/decision'
import { needsGround } from './policy.ts'

export type ModeWords = {
  readonly mode: FeatureMode
  readonly label: string
  /** What it does, in one sentence. */
  readonly sentence: string
  readonly needsGround: boolean
}

/** The modes as people are to read them, the strictest first. */
export function modeWords(): readonly ModeWords[] {
  return FEATURE_MODES.map((mode) => ({ mode, ...WORDS[mode], needsGround: needsGround(mode) }))
}

const WORDS: Readonly<Record<FeatureMode, Pick<ModeWords, 'label' | 'sentence'>>> = {
  'everyone-agrees': {
    label: 'Everyone agrees',
    sentence: 'It stays off for all until everybody in the meeting has said yes.',
  },
  'listen-until-answered': {
    label: 'Listen until answered',
    sentence:
      'Whoever has not answered can only listen until they do; whoever said no is left out.',
  },
  'leave-out': {
    label: 'Leave out',
    sentence: 'It runs without the part of whoever has not said yes.',
  },
  'tell-and-object': {
    label: 'Tell and object',
    sentence: 'It also works on your own people who were told and have not objected.',
  },
}

/** What an account permits its people in meetings of others, as a state and what follows from it. */
export function elsewhereSentences(
  elsewhere: Permission | null,
  title: string,
): { readonly about: string; readonly state: string; readonly now: string } {
  const about = `${title}, in other organisations’ meetings`
  if (elsewhere === 'members_decide')
    return {
      about,
      state: 'your members decide for themselves.',
      now: 'It works on what one of them says and shows there only once that person has said yes.',
    }
  const now = 'There it leaves out all of your people, or stays off where it cannot.'
  return elsewhere === 'off'
    ? { about, state: 'off for everyone.', now }
    : { about, state: 'nothing decided yet.', now: `It counts as off. ${now}` }
}

/** What a change would do, said before it is saved. */
export function elsewhereEffects(to: Permission): readonly string[] {
  return to === 'members_decide'
    ? [
        'Nobody is included by this: each of your members can say yes or no, and silence is a no.',
        'A standing yes of theirs counts there only where the notice that they read spoke of others’ meetings.',
        'The other organisation’s own rules apply as well; the stricter of the two holds.',
      ]
    : [
        'From now on it works on none of your people in others’ meetings, also where they said yes.',
        'Those yeses end: to permit it again asks again, and brings none of them back.',
        'The other organisation is told that your people are left out, and not why.',
      ]
}

export function modeSentence(mode: FeatureMode | null, isGrounded: boolean): string {
  if (mode === null) return isGrounded ? WORDS['tell-and-object'].label : WORDS['leave-out'].label
  return WORDS[mode].label
}

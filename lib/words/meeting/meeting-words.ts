import type { ShownCount } from '@assent/decision'
import type { WaitCause } from '#lib/domain/meeting/wait-cause.ts'
import type { NoticedState } from '#lib/domain/meeting/noticed-state.ts'
import type { Language } from '../language.ts'
import type { Phrase } from '../phrase.ts'

/**
 * All that the notice of a meeting says besides the words of the operator's catalogue, in one language. A
 * message that a language lacks does not compile. What stands after a feature's title and a colon names no
 * feature again: titles have a gender in some languages, and nobody here knows which.
 */
export type MeetingWords = {
  readonly language: Language
  /** Of dates, numbers and plurals (BCP 47). */
  readonly locale: string
  readonly page: PageWords
  readonly states: StateWords
  readonly turned: Readonly<Record<'on' | 'off', TurnedWords>>
  readonly answer: AnswerWords
  readonly refused: Readonly<Record<RefusedAs, Refusal>>
  readonly changes: ChangeWords
  readonly erasure: ErasureWords
}

export type PageWords = {
  readonly title: string
  readonly hosts: (host: string) => Phrase
  readonly hosted: (host: string) => Phrase
  /** Before the name of each language. */
  readonly language: string
  readonly news: string
  /** The portal does not answer: what the box is called, and what it says. */
  readonly cut: { readonly kind: string; readonly title: string; readonly text: string }
  readonly nothingYet: { readonly title: string; readonly text: string }
  readonly ended: { readonly title: string; readonly text: string }
  readonly atAGlance: string
  readonly answerAbout: (title: string) => string
  readonly changeAbout: (title: string) => string
  readonly asked: (at: string) => Phrase
  readonly standingNo: string
  readonly settings: string
  /** Decisions are only watched until then: what an answer does meanwhile. */
  readonly watched: {
    readonly kind: string
    readonly title: string
    readonly text: (until: string) => Phrase
  }
}

export type StateSentence = { readonly state: string; readonly follows: string }

export type StateWords = {
  readonly plain: Readonly<Record<NoticedState, StateSentence>>
  /** Where nobody has to follow it yet. */
  readonly watched: Readonly<
    Record<Extract<NoticedState, 'leaves_you_out' | 'until_you_answer' | 'waits'>, StateSentence>
  >
  /** Why it does not run; as a sentence, after which another may follow. */
  readonly wait: Readonly<Record<WaitCause, string>>
  readonly said: (shown: ShownCount) => string
}

export type TurnedWords = {
  readonly byPlatform: string
  readonly byHost: (name: string | null) => string
  readonly byParticipant: (name: string | null) => string
}

export type AnswerWords = {
  readonly about: (title: string) => string
  readonly include: string
  readonly leaveOut: string
  readonly keepOff: string
  /** A button's name, where several are on a page. */
  readonly labelFor: (label: string, title: string) => string
  readonly effects: {
    readonly include: string
    readonly includeIfAll: string
    readonly leaveOut: string
    readonly keepOff: string
  }
  readonly silence: {
    readonly keptOff: string
    readonly listening: string
    readonly included: string
    readonly leftOut: string
  }
  /** Above the answers, where decisions are only watched. */
  readonly from: (until: string) => Phrase
  readonly mayChange: string
  readonly recording: string
  readonly recorded: (said: string) => Phrase
  readonly recordedForLater: (said: string, from: string) => Phrase
  readonly none: (title: string) => string
  readonly said: (said: string, at: string) => Phrase
  readonly receipt: string
  readonly stale: Phrase
  readonly readAgain: string
  readonly ended: (by: string, at: string) => Phrase
  readonly sayAgain: string
  /** Who ended a yes, as a sentence begins with it. */
  readonly ownOrganisation: string
  readonly platform: string
}

/** What came instead of an answer, as far as a person can tell it apart. */
export type RefusedAs =
  | 'notice_outdated'
  | 'meeting_ended'
  | 'answered_meanwhile'
  | 'participant_erased'
  | 'link_expired'
  | 'not_permitted'
  | 'purpose_ended'
  | 'terms'
  | 'unreachable'
  | 'other'

export type Refusal = { readonly title: string; readonly text: string }

/** What is new on the page, to be read out. */
export type ChangeWords = {
  readonly ended: string
  readonly turned: (title: string, turned: string) => string
  readonly mayBeOn: (title: string) => string
  readonly stale: (title: string) => string
  readonly switchedOff: (title: string, by: string) => string
  readonly asked: (title: string) => string
  readonly moved: (title: string, state: string) => string
}

export type ErasureWords = {
  readonly heading: string
  readonly fold: string
  readonly effects: readonly string[]
  readonly erase: string
  readonly erasing: string
  readonly done: string
  readonly keptUntil: (day: string) => Phrase
}

import type { ClauseWords, Lexicon } from './clause-words.ts'
import { type Period, periodIn } from './periods.ts'
import { PhraseIndex } from './phrase-index.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { type Voice, voicesOf } from './voices.ts'
import {
  conditions,
  dataForms,
  liabilityForms,
  onlyThat,
  protection,
  type Term,
  type TermKind,
  useForms,
  vocabulary,
  withoutConsent,
} from './vocabulary.ts'

/**
 * How a text speaks of a term: the platform may (`granted`), may not (`ruled-out`), or it is what lifts a
 * prohibition ("not without your consent": `excepted`).
 */
export type Standing = 'granted' | 'ruled-out' | 'excepted'

export type Mention = {
  kind: TermKind
  term: string
  standing: Standing
  isMinor: boolean
  /** Set where a sentence grants the use of a category for a purpose: those two terms. */
  pair?: readonly [category: string, purpose: string]
}

export type Mentions = { terms: Mention[]; periods: Period[] }

export type Reader = { read: (words: ClauseWords) => Mentions }

/** Of a language that the vocabulary does not know nothing is read, rather than what only looks like its words. */
export const noReader: Reader = { read: () => ({ terms: [], periods: [] }) }

/** Finds the vocabulary's terms in clauses, with who may do what. */
export class MentionReader implements Reader {
  readonly #lexicon: Lexicon
  readonly #phrases: PhraseIndex<Term | Cue>

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    const near = new Set(vocabulary.flatMap((term) => term.near ?? []))
    const forms = vocabulary.flatMap((term) => term.forms.map((form) => [form, term] as const))
    this.#phrases = new PhraseIndex<Term | Cue>(
      [
        ...forms,
        ...Array.from(near, (form) => [form, form] as const),
        ...useForms.map((form) => [form, '#use'] as const),
        ...liabilityForms.map((form) => [form, '#liability'] as const),
        ...dataForms.map((form) => [form, '#data'] as const),
      ],
      lexicon,
    )
  }

  read(words: ClauseWords): Mentions {
    const mentions: Mentions = { terms: [], periods: [] }
    let before: Sentence | null = null
    for (const sentence of sentencesOf(words, this.#lexicon)) {
      mentions.terms.push(...this.#readTerms(words, sentence, before))
      before = sentence
      const period = periodIn(words, sentence, this.#lexicon)
      if (period !== null) mentions.periods.push(period)
    }
    return mentions
  }

  #readTerms(words: ClauseWords, sentence: Sentence, before: Sentence | null): Mention[] {
    const found: { term: Term; at: number }[] = []
    const cues = this.#cuesOf(words, sentence.under)
    for (let at = sentence.start; at < sentence.end; at++) {
      for (const each of this.#phrases.at(words.folded, at))
        if (typeof each === 'string') cues.add(each)
        else found.push({ term: each, at })
    }
    if (found.length === 0) return []
    const isAboutData =
      cues.has('#data') ||
      found.some(({ term: { kind } }) => kind !== 'limit' && kind !== 'recipient')
    const isProtective = found.some(({ term }) => term.term === protection)
    const voices = voicesOf(words, sentence, before, this.#lexicon)
    const mentions = found.flatMap(({ term, at }): Mention[] => {
      // A phrase may hold its own "not" ("does not end"): what counts is how it is introduced.
      const voice = voices[at - sentence.start]
      if (voice === undefined || !isMeant(term, cues, isAboutData)) return []
      // "With your consent" limits; "without" it does not, unless that is denied.
      const isWithout = this.#lexicon.word(words.folded[at - 1] ?? 0) === 'without'
      if (term.kind === 'limit' && isWithout && !voice.denied) return []
      const isExcepted = term.term === conditions && isProtective
      const standing = isExcepted ? 'excepted' : standingOf(term, voice)
      const { kind, isMinor = false } = term
      return standing === null ? [] : [{ kind, term: term.term, standing, isMinor }]
    })
    return [...mentions, ...pairsIn(mentions)]
  }

  /** What the introduction of a list speaks of, or the head of a table, is said of each item and row. */
  #cuesOf(words: ClauseWords, under: Sentence | null): Set<Cue> {
    const cues = new Set<Cue>()
    if (under === null) return cues
    for (let at = under.start; at < under.end; at++)
      for (const each of this.#phrases.at(words.folded, at))
        if (typeof each === 'string') cues.add(each)
    return cues
  }
}

/** What else a sentence speaks of: a form that a term needs near it, or one of three subjects. */
type Cue = string

function isMeant({ kind, near }: Term, cues: ReadonlySet<Cue>, isAboutData: boolean): boolean {
  if (kind === 'limit') return isAboutData
  if (near !== undefined && !near.some((form) => cues.has(form))) return false
  if (kind !== 'category' && kind !== 'recipient') return true
  return cues.has('#use') && !cues.has('#liability')
}

/** What content is used for what, where one sentence grants both: a known purpose may reach other content. */
function pairsIn(mentions: readonly Mention[]): Mention[] {
  const granted = mentions.filter(({ standing }) => standing === 'granted')
  const purposes = granted.filter(({ kind }) => kind === 'purpose')
  const contents = granted.filter(({ kind }) => kind === 'category')
  return purposes.flatMap((purpose) =>
    contents.map((content) => ({
      ...content,
      term: `${content.term} for ${purpose.term}`,
      isMinor: true,
      pair: [content.term, purpose.term] as const,
    })),
  )
}

function standingOf(term: Term, voice: Voice): Standing | null {
  const { actor, denied, excepted } = voice
  if (term.kind === 'limit') return standingOfLimit(term, voice)
  const standing = denied && !excepted ? 'ruled-out' : 'granted'
  if (actor === 'platform') return isNoGrant(term, voice) ? null : standing
  // What users may or may not do among themselves gives the platform nothing; what they give up does.
  return term.kind === 'right' && !isNoGrant(term, voice) ? 'granted' : null
}

function standingOfLimit({ term }: Term, { actor, denied, excepted }: Voice): Standing | null {
  if (actor === 'user' && (denied || term === onlyThat)) return null
  return denied || excepted ? 'excepted' : 'granted'
}

/** A right that users are given, or that a prohibition names as its exception. */
function isNoGrant({ kind, term }: Term, { denied, grantsUser }: Voice): boolean {
  return (kind === 'right' && grantsUser) || (denied && term === withoutConsent)
}

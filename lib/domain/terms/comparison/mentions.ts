import type { ClauseWords, Lexicon } from './clause-words.ts'
import { type Period, periodIn } from './periods.ts'
import { PhraseIndex } from './phrase-index.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import {
  conditions,
  dataForms,
  liabilityForms,
  protection,
  type Term,
  type TermKind,
  useForms,
  vocabulary,
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

/** Finds the vocabulary's terms in clauses, with who may do what. */
export class MentionReader {
  readonly #lexicon: Lexicon
  readonly #terms: PhraseIndex<Term>
  readonly #cues: PhraseIndex<Cue>

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    const near = new Set(vocabulary.flatMap((term) => term.near ?? []))
    const forms = vocabulary.flatMap((term) => term.forms.map((form) => [form, term] as const))
    this.#terms = new PhraseIndex(forms, lexicon)
    this.#cues = new PhraseIndex<Cue>(
      [
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
    let voice = plainVoice
    for (const sentence of sentencesOf(words, this.#lexicon)) {
      const voices = voicesOf(words, sentence, voice, this.#lexicon)
      voice = voices.at(-1) ?? plainVoice
      mentions.terms.push(...this.#readTerms(words, sentence, voices))
      const period = periodIn(words, sentence, this.#lexicon)
      if (period !== null) mentions.periods.push(period)
    }
    return mentions
  }

  #readTerms(words: ClauseWords, sentence: Sentence, voices: readonly Voice[]): Mention[] {
    const found: { term: Term; at: number }[] = []
    const cues = new Set<Cue>()
    for (let at = sentence.start; at < sentence.end; at++) {
      for (const term of this.#terms.at(words.folded, at)) found.push({ term, at })
      for (const cue of this.#cues.at(words.folded, at)) cues.add(cue)
    }
    if (found.length === 0) return []
    const isAboutData =
      cues.has('#data') ||
      found.some(({ term: { kind } }) => kind !== 'limit' && kind !== 'recipient')
    const isProtective = found.some(({ term }) => term.term === protection)
    const mentions = found.flatMap(({ term, at }): Mention[] => {
      // A phrase may hold its own "not" ("does not end"): what counts is how it is introduced.
      const voice = voices[at - sentence.start]
      if (voice === undefined || !isMeant(term, cues, isAboutData)) return []
      const isExcepted = term.term === conditions && isProtective
      const standing = isExcepted ? 'excepted' : standingOf(term, voice)
      const { kind, isMinor = false } = term
      return standing === null ? [] : [{ kind, term: term.term, standing, isMinor }]
    })
    return [...mentions, ...pairsIn(mentions)]
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

/** Who speaks of doing at a place in a sentence, and whether it is denied. */
type Voice = { actor: 'platform' | 'user'; denied: boolean; excepted: boolean; grantsUser: boolean }

function standingOf({ kind }: Term, voice: Voice): Standing | null {
  const { actor, denied, excepted } = voice
  if (kind === 'right' && voice.grantsUser) return null
  if (kind === 'right') return denied && actor === 'platform' ? 'ruled-out' : 'granted'
  if (kind === 'limit')
    return actor === 'user' && denied ? null : denied || excepted ? 'excepted' : 'granted'
  // What users may or may not do among themselves gives the platform nothing.
  if (actor === 'user') return null
  return denied && !excepted ? 'ruled-out' : 'granted'
}

const plainVoice: Voice = { actor: 'platform', denied: false, excepted: false, grantsUser: false }

function voicesOf(
  { folded }: ClauseWords,
  { start, end }: Sentence,
  before: Voice,
  lexicon: Lexicon,
): Voice[] {
  const voices: Voice[] = []
  const word = (at: number): string =>
    at < start || at >= end ? '' : lexicon.word(folded[at] ?? 0)
  // "Licences for advertising have ended" denies what it names before it says so.
  const hasEnded = folded.subarray(start, end).includes(lexicon.number('ended'))
  const goesOn =
    /^(?:this|it|that|these)$/.test(word(start)) &&
    /^(?:holds?|appl(?:y|ies)|covers?|includes?|also)$/.test(word(start + 1))
  let voice: Voice = goesOn ? before : { ...plainVoice, denied: hasEnded }
  for (let at = start; at < end; at++) {
    const isNegative = word(at - 1) === '-' && word(at - 2) === 'non'
    voices.push(isNegative ? { ...voice, denied: true } : voice)
    voice = voiceAfter(voice, word, at)
  }
  return voices
}

function voiceAfter(voice: Voice, word: (at: number) => string, at: number): Voice {
  const here = word(at)
  const actor = actorAt(word, at)
  if (actor !== null) return { actor, denied: false, excepted: false, grantsUser: false }
  if (userGrants.has(here) && word(at + 1) === 'you') return { ...voice, grantsUser: true }
  if (turns.has(here)) return { ...voice, excepted: voice.denied, denied: false }
  if (isDenial(word, at)) return { ...voice, denied: true }
  return voice
}

const userGrants = new Set(['grant', 'grants', 'give', 'gives', 'license', 'licenses'])
const turns = new Set(['unless', 'except', 'but', 'however', 'though', 'although'])
const denials = new Set([
  ...['not', 'never', 'no', 'neither', 'nor', 'nobody', 'none', 'nothing', 'cannot'],
  ...['prohibited', 'forbidden', 'prohibits', 'refrain', 'refrains'],
])
const noDenial = new Set([
  ...['only', 'limited', 'later', 'less', 'more', 'longer', 'limitation', 'least', 'just'],
])

function isDenial(word: (at: number) => string, at: number): boolean {
  const here = word(at)
  if (here === 't') return word(at - 1) === "'" && word(at - 2).endsWith('n')
  return denials.has(here) && !noDenial.has(word(at + 1)) && word(at - 1) !== 'or'
}

const users = new Set([
  ...['you', 'user', 'users', 'customer', 'customers', 'member', 'members', 'participant'],
  ...['participants', 'guest', 'guests', 'host', 'hosts', 'subscriber', 'subscribers', 'licensee'],
])
const duties = new Set([
  ...['may', 'can', 'cannot', 'must', 'shall', 'will', 'should', 'do', 'are', 'could', 'might'],
  ...['need', 'retain', 'keep', 'own', 'make', 'pay', 'use', 'share', 'upload', 'remain', 'have'],
])
const grants = new Set([
  ...['agree', 'agrees', 'grant', 'grants', 'give', 'gives', 'consent', 'consents', 'authorize'],
  ...[
    'authorise',
    'acknowledge',
    'acknowledges',
    'transfer',
    'allow',
    'permit',
    'license',
    'hereby',
  ],
])
const platforms = new Set(['we', 'our', 'us', 'company', 'provider'])
const modals = new Set(['may', 'will', 'can', 'shall', 'does', 'might', 'must'])

/** Who is named as doing something at this place; null where nobody new is. */
function actorAt(word: (at: number) => string, at: number): Voice['actor'] | null {
  const here = word(at)
  const next = word(at + 1)
  if (users.has(here)) {
    if (grants.has(next) || grants.has(word(at + 2))) return next === 'not' ? 'user' : 'platform'
    return duties.has(next) ? 'user' : null
  }
  if (here === 'we') return 'platform'
  // "Don't share …" at the beginning of a rule speaks to the reader.
  if ((here === 'don' || here === 'do') && !/\p{L}|,/u.test(word(at - 1)) && word(at - 1) !== ';')
    return isDenial(word, at + 1) || word(at + 2) === 't' ? 'user' : null
  const isName = /^\p{L}/u.test(here) && !/^(?:which|that|who|it|they|and|or|this)$/.test(here)
  return (platforms.has(here) || isName) && modals.has(next) ? 'platform' : null
}

import type { ClauseWords, Lexicon } from './clause-words.ts'
import { type Period, periodIn } from './periods.ts'
import { PhraseIndex } from './phrase-index.ts'
import { type Sentence, sentencesOf } from './sentences.ts'
import { type Term, type TermKind, useForms, vocabulary } from './vocabulary.ts'

/**
 * How a text speaks of a term: the platform may (`granted`), may not (`ruled-out`), or it is what lifts a
 * prohibition ("not without your consent": `excepted`).
 */
export type Standing = 'granted' | 'ruled-out' | 'excepted'

export type Mention = { kind: TermKind; term: string; standing: Standing }

export type Mentions = { terms: Mention[]; periods: Period[] }

/** Finds the vocabulary's terms in clauses, with who may do what. */
export class MentionReader {
  readonly #lexicon: Lexicon
  readonly #terms: PhraseIndex<Term>
  readonly #near: PhraseIndex<string>
  readonly #use: PhraseIndex<true>

  constructor(lexicon: Lexicon) {
    this.#lexicon = lexicon
    const forms = vocabulary.flatMap((term) => term.forms.map((form) => [form, term] as const))
    const near = new Set(vocabulary.flatMap((term) => term.near ?? []))
    this.#terms = new PhraseIndex(forms, lexicon)
    this.#near = new PhraseIndex(Array.from(near, (form) => [form, form]), lexicon)
    this.#use = new PhraseIndex(useForms.map((form) => [form, true]), lexicon)
  }

  read(words: ClauseWords): Mentions {
    const mentions: Mentions = { terms: [], periods: [] }
    for (const sentence of sentencesOf(words, this.#lexicon)) {
      this.#readTerms(words, sentence, mentions.terms)
      const period = periodIn(words, sentence, this.#lexicon)
      if (period !== null) mentions.periods.push(period)
    }
    return mentions
  }

  #readTerms(words: ClauseWords, sentence: Sentence, mentions: Mention[]): void {
    const text = words.folded
    const found: { term: Term; at: number }[] = []
    const near = new Set<string>()
    let hasUse = false
    for (let at = sentence.start; at < sentence.end; at++) {
      for (const term of this.#terms.at(text, at)) found.push({ term, at })
      for (const form of this.#near.at(text, at)) near.add(form)
      hasUse ||= this.#use.at(text, at).length > 0
    }
    if (found.length === 0) return
    const voices = voicesOf(words, sentence, this.#lexicon)
    const here = found.flatMap(({ term, at }) => {
      const isMeant = term.near === undefined || term.near.some((form) => near.has(form))
      const needsUse = term.kind === 'category' || term.kind === 'recipient'
      const voice = voices[at - sentence.start]
      if (!isMeant || (needsUse && !hasUse) || voice === undefined) return []
      const standing = standingOf(term, voice)
      return standing === null ? [] : [{ kind: term.kind, term: term.term, standing }]
    })
    mentions.push(...here, ...pairsIn(here))
  }
}

/** What content is used for what, where one sentence grants both: a known purpose may reach other content. */
function pairsIn(mentions: readonly Mention[]): Mention[] {
  const granted = mentions.filter(({ standing }) => standing === 'granted')
  const purposes = granted.filter(({ kind }) => kind === 'purpose')
  const contents = granted.filter(({ kind }) => kind === 'category')
  return purposes.flatMap((purpose) =>
    contents.map(({ term }) => ({
      ...{ kind: 'category' as const, standing: 'granted' as const },
      term: `${term} for ${purpose.term}`,
    })),
  )
}

/** Who speaks of doing at a place in a sentence, and whether it is denied. */
type Voice = { actor: 'platform' | 'user'; denied: boolean; excepted: boolean }

function standingOf({ kind }: Term, { actor, denied, excepted }: Voice): Standing | null {
  if (kind === 'right') return denied && actor === 'platform' ? 'ruled-out' : 'granted'
  if (kind === 'limit') return actor === 'user' && denied ? null : denied || excepted ? 'excepted' : 'granted'
  // What users may or may not do among themselves gives the platform nothing.
  if (actor === 'user') return null
  return denied && !excepted ? 'ruled-out' : 'granted'
}

function voicesOf({ folded }: ClauseWords, { start, end }: Sentence, lexicon: Lexicon): Voice[] {
  const voices: Voice[] = []
  let voice: Voice = { actor: 'platform', denied: false, excepted: false }
  const word = (at: number): string => (at < start || at >= end ? '' : lexicon.word(folded[at] ?? 0))
  for (let at = start; at < end; at++) {
    voice = voiceAfter(voice, word, at)
    voices.push(voice)
  }
  return voices
}

function voiceAfter(voice: Voice, word: (at: number) => string, at: number): Voice {
  const here = word(at)
  const actor = actorAt(word, at)
  if (actor !== null) return { actor, denied: false, excepted: false }
  if (turns.has(here)) return { ...voice, excepted: voice.denied, denied: false }
  if (isDenial(word, at)) return { ...voice, denied: true }
  return voice
}

const turns = new Set(['unless', 'except', 'but', 'however', 'though', 'although'])
const denials = new Set([
  ...['not', 'never', 'no', 'neither', 'nor', 'nobody', 'none', 'nothing', 'cannot', 'non'],
  ...['prohibited', 'forbidden', 'prohibits', 'refrain', 'refrains', 'without'],
])
const noDenial = new Set([
  ...['only', 'limited', 'later', 'less', 'more', 'longer', 'limitation', 'least', 'exclusive', 'just'],
])

function isDenial(word: (at: number) => string, at: number): boolean {
  const here = word(at)
  if (here === 't') return word(at - 1) === "'" && word(at - 2).endsWith('n')
  if (here === 'without') return false
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
  ...['authorise', 'acknowledge', 'acknowledges', 'transfer', 'allow', 'permit', 'license'],
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
  const isName = /^\p{L}/u.test(here) && !/^(?:which|that|who|it|they|and|or|this)$/.test(here)
  return (platforms.has(here) || isName) && modals.has(next) ? 'platform' : null
}

import type { ClauseWords, Lexicon } from './clause-words.ts'
import type { Part, Sentence } from './sentences.ts'

/** Who speaks of doing at a place in a sentence, and whether it is denied. */
export type Voice = {
  actor: 'platform' | 'user'
  denied: boolean
  /** Behind an "unless" that lifts a denial. */
  excepted: boolean
  /** It is the users who are given a right. */
  grantsUser: boolean
}

const plainVoice: Voice = { actor: 'platform', denied: false, excepted: false, grantsUser: false }

/**
 * The voice in front of each word of a sentence. `before`: the sentence in front, which one that begins with
 * "This applies" goes on with. Each item of a list begins with the voice of what introduces the list.
 */
export function voicesOf(
  words: ClauseWords,
  sentence: Sentence,
  before: Sentence | null,
  lexicon: Lexicon,
): Voice[] {
  const { start, end } = sentence
  const voices: Voice[] = []
  const word = (at: number): string =>
    at < start || at >= end ? '' : lexicon.word(words.folded[at] ?? 0)
  const parts = new Map(sentence.parts.map((part) => [part.at, part]))
  const introductions = new Introductions()
  let voice = firstVoice(words, sentence, before, lexicon, word)
  if (sentence.under !== null || sentence.isRow) introductions.add(-1, voice)
  for (let at = start; at < end; at++) {
    const part = parts.get(at)
    if (part !== undefined) voice = introductions.voiceOf(part, voice)
    const isNegative = word(at - 1) === '-' && word(at - 2) === 'non'
    voices.push(isNegative ? { ...voice, denied: true } : voice)
    voice = voiceAfter(voice, word, at)
  }
  return voices
}

/** With which voice the lists of a sentence are introduced, by their depth. */
class Introductions {
  readonly #voices = new Map<number, Voice>()

  add(depth: number, voice: Voice): void {
    this.#voices.set(depth, voice)
  }

  voiceOf({ depth, isIntroduced }: Part, voice: Voice): Voice {
    for (const deeper of this.#voices.keys()) if (deeper > depth) this.#voices.delete(deeper)
    if (isIntroduced || this.#voices.size === 0) this.#voices.set(depth, voice)
    return this.#voices.get(Math.max(...this.#voices.keys())) ?? voice
  }
}

function firstVoice(
  words: ClauseWords,
  { start, end, under, isRow, parts }: Sentence,
  before: Sentence | null,
  lexicon: Lexicon,
  word: (at: number) => string,
): Voice {
  if (isRow)
    return { ...plainVoice, denied: isAnsweredNo([start, ...parts.map(({ at }) => at)], word) }
  if (under !== null) return voicesOf(words, under, null, lexicon).at(-1) ?? plainVoice
  const goesOn =
    before !== null &&
    /^(?:this|it|that|these)$/.test(word(start)) &&
    /^(?:holds?|appl(?:y|ies)|covers?|includes?|also)$/.test(word(start + 1))
  if (goesOn) return voicesOf(words, before, null, lexicon).at(-1) ?? plainVoice
  return { ...plainVoice, denied: isDeniedBehind(word, start, end) }
}

/** "Licences for advertising have ended", "access is prohibited": what is named before it is denied. */
function isDeniedBehind(word: (at: number) => string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (word(at) === 'ended') return true
    const isPassive = passives.has(word(at - 1)) || passives.has(word(at - 2))
    if (isPassive && prohibitions.has(word(at)))
      return word(at - 1) === 'not' || !allowances.has(word(at))
  }
  return false
}

const passives = new Set(['is', 'are', 'be'])
const allowances = new Set(['permitted', 'allowed'])
const prohibitions = new Set([...allowances, 'prohibited', 'forbidden'])

/** Whether the first cell that is nothing but "yes" or "no" says no. */
function isAnsweredNo(cells: readonly number[], word: (at: number) => string): boolean {
  const answers = cells.flatMap((at, place) => {
    const next = cells[place + 1]
    const isAlone = next === undefined ? word(at + 1) === '' : next === at + 1
    return isAlone && /^(?:yes|no|never|[✓✔✗✘❌✕])$/.test(word(at)) ? word(at) : []
  })
  return /^(?:no|never|[✗✘❌✕])$/.test(answers[0] ?? '')
}

function voiceAfter(voice: Voice, word: (at: number) => string, at: number): Voice {
  const here = word(at)
  if (!changing.has(here) && !modals.has(word(at + 1))) return voice
  const actor = actorAt(word, at)
  // "Unless you allow it" is still what lifts a denial; ", and we may" begins anew.
  const excepted = voice.excepted && here !== 'we' && !joints.has(word(at - 1))
  if (actor !== null)
    return { actor, denied: isNobody(voice, word, at), excepted, grantsUser: false }
  if (userGrants.has(here) && word(at + 1) === 'you') return { ...voice, grantsUser: true }
  if (turns.has(here)) return { ...voice, excepted: voice.denied, denied: false }
  if (isDenial(word, at)) return { ...voice, denied: true }
  return voice
}

/** "No employee may", "in no event shall we": the one who is named is denied it by what stands before. */
function isNobody(voice: Voice, word: (at: number) => string, at: number): boolean {
  if (!voice.denied && !denials.has(word(at))) return false
  if (modals.has(word(at - 1)) || denials.has(word(at))) return true
  return [1, 2, 3, 4].some((back) => /^(?:no|neither|none)$/.test(word(at - back)))
}

const joints = new Set(['and', 'or', ';', ',', 'but'])
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
const prepositions = new Set(['about', 'of', 'from', 'to', 'with', 'for', 'on', 'by'])
const notNames = new Set(['which', 'that', 'who', 'it', 'they', 'and', 'or', 'this'])
const modals = new Set(['may', 'will', 'can', 'shall', 'does', 'might', 'must'])

/** Without one of these, or a modal behind it, a word leaves the voice as it is: most words do. */
const changing = new Set([...users, ...userGrants, ...turns, ...denials, 'we', 'do', 'don', 't'])

/** Who is named as doing something at this place; null where nobody new is. */
function actorAt(word: (at: number) => string, at: number): Voice['actor'] | null {
  const here = word(at)
  const next = word(at + 1)
  if (users.has(here)) {
    // "Content of users may be used" is about the content.
    if (prepositions.has(word(at - 1))) return modals.has(next) ? 'platform' : null
    return roleOfUser(next, word(at + 2))
  }
  if (here === 'we') return 'platform'
  if (here === 'do' || here === 'don') return isToReader(word, at) ? 'user' : null
  return modals.has(next) && !notNames.has(here) && /^\p{L}/u.test(here) ? 'platform' : null
}

/** "You agree that we may" grants; "you may" and "you agree not to" do not. */
function roleOfUser(next: string, afterNext: string): Voice['actor'] | null {
  if (next !== 'not' && (grants.has(next) || grants.has(afterNext))) return 'platform'
  return duties.has(next) ? 'user' : null
}

/** "Don't share …" at the beginning of a rule; "we do not sell it, do not share it" goes on with another. */
function isToReader(word: (at: number) => string, at: number): boolean {
  const isFirst = !/[\p{L},;]/u.test(word(at - 1))
  return isFirst && (word(at + 1) === 'not' || word(at + 2) === 't')
}

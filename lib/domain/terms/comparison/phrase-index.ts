import type { Lexicon } from './clause-words.ts'

/** Finds phrases of many values at once: by their first word, then word by word. */
export class PhraseIndex<Value> {
  readonly #whole = new Map<string, Phrase<Value>[]>()
  readonly #stems = new Map<string, Phrase<Value>[]>()
  /** What may begin with a word of the lexicon, found once for each word. */
  readonly #known: (readonly Phrase<Value>[] | undefined)[] = []
  readonly #lexicon: Lexicon

  constructor(phrases: Iterable<readonly [form: string, value: Value]>, lexicon: Lexicon) {
    this.#lexicon = lexicon
    for (const [form, value] of phrases) {
      const [first = formWord(''), ...rest] = (
        form.match(/[\p{L}\p{N}]+\*?|[^\s\p{L}\p{N}]/gu) ?? []
      ).map(formWord)
      const [index, key] = first.isStem
        ? [this.#stems, first.text.slice(0, stemLength)]
        : [this.#whole, first.text]
      const phrase = { first, rest, value }
      const alike = index.get(key)
      if (alike) alike.push(phrase)
      else index.set(key, [phrase])
    }
  }

  /** The values of all phrases that begin at a place in a text. */
  at(text: Int32Array, place: number): readonly Value[] {
    const phrases = this.#beginningWith(text[place] ?? 0)
    if (phrases.length === 0) return none
    let values: Value[] | null = null
    for (const { rest, value } of phrases)
      if (rest.length === 0 || rest.every((word, i) => this.#fits(word, text[place + 1 + i])))
        (values ??= []).push(value)
    return values ?? none
  }

  #beginningWith(number: number): readonly Phrase<Value>[] {
    const known = this.#known[number]
    if (known !== undefined) return known
    const word = this.#lexicon.word(number)
    const found = [
      ...(this.#whole.get(word) ?? []),
      ...(this.#stems.get(word.slice(0, stemLength)) ?? []),
    ].filter(({ first }) => this.#fits(first, number))
    this.#known[number] = found.length === 0 ? none : found
    return found
  }

  #fits({ text, isStem }: FormWord, number: number | undefined): boolean {
    if (number === undefined) return false
    const word = this.#lexicon.word(number)
    return isStem ? word.startsWith(text) : word === text
  }
}

type FormWord = { text: string; isStem: boolean }
type Phrase<Value> = { first: FormWord; rest: readonly FormWord[]; value: Value }

const none: readonly never[] = []

/** Every stem in the vocabulary is at least as long. */
const stemLength = 3

function formWord(form: string): FormWord {
  const isStem = form.length > 1 && form.endsWith('*')
  return { text: isStem ? form.slice(0, -1) : form, isStem }
}

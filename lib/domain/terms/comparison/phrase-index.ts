import type { Lexicon } from './clause-words.ts'

/** Finds phrases of many values at once: by their first word, then word by word. */
export class PhraseIndex<Value> {
  readonly #whole = new Map<string, Phrase<Value>[]>()
  readonly #stems = new Map<string, Phrase<Value>[]>()
  /** What may begin with a word of the lexicon, found once for each word. */
  readonly #known: (readonly Phrase<Value>[])[] = []
  readonly #lexicon: Lexicon

  constructor(phrases: Iterable<readonly [form: string, value: Value]>, lexicon: Lexicon) {
    this.#lexicon = lexicon
    for (const [form, value] of phrases) {
      const words = form.match(/[\p{L}\p{N}]+\*?|[^\s\p{L}\p{N}]/gu) ?? []
      const [first = ''] = words
      const [index, key] = first.endsWith('*')
        ? [this.#stems, first.slice(0, stemLength)]
        : [this.#whole, first]
      index.set(key, [...(index.get(key) ?? []), { words, value }])
    }
  }

  /** The values of all phrases that begin at a place in a text. */
  at(text: Int32Array, place: number): readonly Value[] {
    const phrases = this.#beginningWith(text[place] ?? 0)
    if (phrases.length === 0) return []
    return phrases
      .filter(({ words }) => words.every((word, i) => this.#fits(word, text[place + i])))
      .map(({ value }) => value)
  }

  #beginningWith(number: number): readonly Phrase<Value>[] {
    const known = this.#known[number]
    if (known !== undefined) return known
    const word = this.#lexicon.word(number)
    const found = [
      ...(this.#whole.get(word) ?? []),
      ...(this.#stems.get(word.slice(0, stemLength)) ?? []),
    ].filter(({ words }) => this.#fits(words[0] ?? '', number))
    this.#known[number] = found
    return found
  }

  #fits(form: string, number: number | undefined): boolean {
    if (number === undefined) return false
    const word = this.#lexicon.word(number)
    return form.endsWith('*') && form.length > 1
      ? word.startsWith(form.slice(0, -1))
      : word === form
  }
}

type Phrase<Value> = { words: readonly string[]; value: Value }

/** Every stem in the vocabulary is at least as long. */
const stemLength = 3

/** A text's words and signs: which they are, as places in a vocabulary, and where each begins. */
export type WordPlaces = {
  /** Places in `Vocabulary.words`, one for each word. */
  numbers: Int32Array
  /** Behind the last word's stands the length of the text. */
  starts: Int32Array
}

/** The words of one document, each once. */
export class Vocabulary {
  readonly words: string[] = []
  readonly #numbers = new Map<string, number>()

  number(word: string): number {
    const known = this.#numbers.get(word)
    if (known !== undefined) return known
    const number = this.words.length
    this.words.push(word)
    this.#numbers.set(word, number)
    return number
  }
}

// Scripts without spaces are compared sign by sign, or a whole sentence would be one word.
const word =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]\p{M}*|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}])[\p{L}\p{N}\p{M}])+|[^\s\p{L}\p{N}\p{M}]/gu
const asciiWord = /[A-Za-z0-9]+|[^\sA-Za-z0-9]/g

/** The words of a normalised text. */
export function placeWords(text: string, vocabulary: Vocabulary): WordPlaces {
  // What is plain ASCII is read four times as fast.
  const form = isAscii(text) ? asciiWord : word
  const numbers: number[] = []
  const starts: number[] = []
  form.lastIndex = 0
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    numbers.push(vocabulary.number(found[0]))
    starts.push(found.index)
  }
  starts.push(text.length)
  return { numbers: Int32Array.from(numbers), starts: Int32Array.from(starts) }
}

export function isAscii(text: string): boolean {
  return /^[\x00-\x7F]*$/.test(text)
}

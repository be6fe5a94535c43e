import type { ClauseWords } from './clause-words.ts'
import { countWords, weightOf, type Weights, type WordCounts } from './similarity.ts'

/** A clause with what is worked out from its words, when it is first asked for. */
export class Profile {
  readonly words: ClauseWords
  readonly #weights: Weights
  #counts: WordCounts | undefined
  #weight: number | undefined

  constructor(words: ClauseWords, weights: Weights) {
    this.words = words
    this.#weights = weights
  }

  get counts(): WordCounts {
    return (this.#counts ??= countWords(this.words))
  }

  get weight(): number {
    return (this.#weight ??= weightOf(this.counts, this.#weights))
  }
}

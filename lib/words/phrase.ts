/** A sentence as it is set: words, words in strong, and instants, which each reader's page writes out. */
export type Phrase = readonly PhrasePart[]

export type PhrasePart =
  | string
  | { readonly strong: string }
  /** ISO 8601. */
  | { readonly instant: string; readonly detail: 'day' | 'minute' | 'second' }

/** A phrase as a template: what is written, with its parts in their places. */
export function phrase(words: TemplateStringsArray, ...parts: readonly PhrasePart[]): Phrase {
  return words.flatMap((text, place) => {
    const part = parts[place]
    return part === undefined ? [text] : [text, part]
  })
}

export function strong(text: string): PhrasePart {
  return { strong: text }
}

export function instant(at: string, detail: 'day' | 'minute' | 'second' = 'minute'): PhrasePart {
  return { instant: at, detail }
}

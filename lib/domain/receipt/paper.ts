/** A receipt as a document to read and print, before it has pages: parts under headings, in plain words. */
export type Paper = {
  /** The receipt's id, which stands on every page. */
  readonly id: string
  /** SHA-256 of the signed statement, hex: on every page too. */
  readonly digest: string
  /** When the act was done: the date of the document as well. */
  readonly at: Date
  /** BCP 47, of the portal's words. */
  readonly language: string
  /** What kind of paper it is: "Consent receipt". */
  readonly kind: string
  readonly title: string
  /** The instant in words. */
  readonly date: string
  readonly parts: readonly PaperPart[]
}

export type PaperPart = { readonly heading: string; readonly blocks: readonly PaperBlock[] }

export type PaperBlock =
  /** What was decided about one thing; `state` is what to remember of it. */
  | {
      readonly kind: 'statement'
      readonly about: string
      readonly state: string
      readonly more: readonly string[]
    }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  /** Terms with their details; `exact` ones are read letter by letter. */
  | { readonly kind: 'facts'; readonly facts: readonly PaperFact[] }
  /** Somebody else's words, to the letter, in Markdown and in the language they are in. */
  | { readonly kind: 'quote'; readonly markdown: string; readonly language: string }
  /** Where the receipt can be checked, as a picture to scan and as an address. */
  | { readonly kind: 'check' }

export type PaperFact = {
  readonly term: string
  readonly details: readonly string[]
  readonly exact?: boolean
}

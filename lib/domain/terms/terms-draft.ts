/** A version while it is written: every field as it was typed, fit to be imported or not. */
export type TermsDraft = {
  /** For a document's first version. */
  readonly title: string
  /** A day, or empty as long as nobody said one. */
  readonly effective: string
  readonly markdown: string
}

export const emptyTermsDraft: TermsDraft = { title: '', effective: '', markdown: '' }

/**
 * A draft as it was kept. It was checked when it was saved.
 * @throws on anything that is no draft: the row was written by somebody else
 */
export function storedTermsDraft(value: unknown): TermsDraft {
  if (typeof value === 'object' && value !== null && 'markdown' in value) return value as TermsDraft
  throw new Error('terms_draft.content is no draft')
}

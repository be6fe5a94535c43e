/** What an erasure does, in sentences, before anyone agrees to it: the same on a page and in a terminal. */
export type ErasureEffects = {
  readonly goes: readonly string[]
  readonly sealed: readonly string[]
  readonly why: readonly string[]
  readonly stays: readonly string[]
}

export type ErasureFacts = {
  /** Do they belong somewhere else too? Null where the reader is not to know. */
  readonly elsewhere: boolean | null
  /** How many of the account's answers to terms bear the name that they typed. */
  readonly documents: number
}

export function erasureEffects(facts: ErasureFacts): ErasureEffects {
  return {
    goes: [
      nameSentence(facts),
      'Every yes ends at once. From then on nothing of theirs is used, and they cannot be asked.',
      'The reminder setting, and what auditors wrote as their reason for reading this record.',
    ],
    sealed: [
      'The signed receipts, each with the secret number that ties it to its entry in the ledger.',
      ...documentSentences(facts),
    ],
    why: [
      'Whoever relies on a consent must be able to show it (GDPR, Article 7(1)), and may keep what it takes to answer a legal claim (Article 17(3)(e)).',
      'No page and no search reaches it. The platform opens it for a court or an authority, and each opening is put on record with its reason.',
    ],
    stays: [
      'Random numbers in the place of the person, and what was chosen under them. Nothing here says any more whose they are.',
      'The entries of the ledger, so that everyone else’s proofs hold. A receipt that was taken away still verifies.',
    ],
  }
}

function nameSentence({ elsewhere }: ErasureFacts): string {
  if (elsewhere === true)
    return 'What ties the person to this account. The name and address stay: the same person belongs to another account, or to the platform’s staff.'
  const unless =
    elsewhere === null
      ? ', unless the same person belongs to another organisation here or to the platform’s staff'
      : ''
  return `The name and the email address, with every session and sign-in link${unless}.`
}

function documentSentences({ documents }: ErasureFacts): string[] {
  if (documents === 0) return []
  const which =
    documents === 1
      ? 'One answer to terms bears the name that was typed under it: its document is sealed too'
      : `${String(documents)} answers to terms bear the name that was typed under them: their documents are sealed too`
  return [`${which}. The answer stays on record without the name. Take the document away first.`]
}

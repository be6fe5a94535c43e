/** Software's request that a person be asked, after a denial: open until it expires. */
export type AccessRequest = {
  readonly id: string
  readonly accountId: string
  readonly subjectId: string
  readonly purpose: string
  readonly category: string | null
  /** Of the denial that it followed. */
  readonly evaluatedAt: Date
  readonly at: Date
  readonly expiresAt: Date
}

/** What became of it, in the words of AuthZEN's draft profile of access requests. */
export type AccessTask =
  | { readonly status: 'pending' }
  | { readonly status: 'approved'; readonly at: Date }
  | { readonly status: 'expired' }

/** As long as somebody may take to answer. */
const OPEN_MS = 30 * 24 * 60 * 60 * 1000

export function accessRequestUntil(at: Date): Date {
  return new Date(at.getTime() + OPEN_MS)
}

type Answer = {
  readonly kind: string
  readonly purpose: string
  readonly category: string | null
  readonly at: Date
}

/**
 * Approved from the first yes after the denial, and for good: whether that yes still counts, the next
 * evaluation says. **A no leaves it pending**, as silence does, and so does nobody having been asked: whoever
 * waits cannot tell these from each other (product.md, rule 9). So it is never `denied`.
 */
export function accessTask(
  request: AccessRequest,
  answers: readonly Answer[],
  now: Date,
): AccessTask {
  const { evaluatedAt, expiresAt, purpose, category } = request
  if (expiresAt <= now) return { status: 'expired' }
  const yes = answers.find(
    (answer) =>
      answer.kind === 'give' &&
      answer.purpose === purpose &&
      answer.category === category &&
      answer.at >= evaluatedAt &&
      answer.at <= now,
  )
  return yes === undefined ? { status: 'pending' } : { status: 'approved', at: yes.at }
}

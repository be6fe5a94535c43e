export type Problem = {
  /** Where a specification names it; ours are made from the code. */
  readonly type?: string
  readonly status: number
  /** The same for every occurrence (RFC 9457, section 3.1.3). */
  readonly title: string
  /** What is wrong and what to do about it, for the person who reads it. */
  readonly detail: string
  /** The one field of the input that it is about. */
  readonly field?: string
}

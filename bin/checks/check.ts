/** One thing that `npm test` looks at. */
export type Check = {
  readonly name: string
  readonly run: () => Promise<Outcome>
}

export type Outcome = {
  readonly passed: number
  readonly failed: number
  /** Shown where something failed. */
  readonly output: string
  /** Behind the check's line. */
  readonly note?: string
}

export function passed(note?: string): Outcome {
  return { passed: 1, failed: 0, output: '', ...(note === undefined ? {} : { note }) }
}

export function failed(output: string): Outcome {
  return { passed: 0, failed: 1, output }
}

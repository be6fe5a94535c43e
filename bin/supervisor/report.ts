/** A start that cannot go on: one line that says what is wrong and what to do. */
export class StartError extends Error {
  override readonly name = 'StartError'
  /** What the tool that failed had to say, shown above the line. */
  readonly details: string

  constructor(message: string, details = '') {
    super(message)
    this.details = details
  }
}

export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Says that `what` begins and, when it is done, how long it took. */
export async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now()
  say(`${what} …`)
  const result = await work()
  say(`${what}: done in ${seconds(performance.now() - startedAt)}`)
  return result
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors[0])
  return error instanceof Error ? error.message : String(error)
}

/**
 * A property's run that does nothing once the time is up, however many runs are left. A run that
 * has begun is always seen to its end: fast-check's `interruptAfterTimeLimit` lets it go on beside
 * the next test, and both then write to the same database.
 */
export function whileTimeLasts<Input extends readonly unknown[]>(
  milliseconds: number,
  run: (...input: Input) => Promise<void>,
): (...input: Input) => Promise<void> {
  const end = performance.now() + milliseconds
  return async (...input) => {
    if (performance.now() < end) await run(...input)
  }
}

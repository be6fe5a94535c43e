/** A fact that time changes: each value holds from its instant to the next one's. In order. */
export type Timeline<T> = readonly { readonly from: number; readonly value: T }[]

/** What holds at an instant in milliseconds, or null before the first. */
export function valueAt<T>(timeline: Timeline<T>, at: number): T | null {
  for (let i = timeline.length - 1; i >= 0; i--) {
    const span = timeline[i]
    if (span !== undefined && span.from <= at) return span.value
  }
  return null
}

/** When what holds at an instant ends; Infinity where nothing follows. */
export function changesAfter(timeline: Timeline<unknown>, at: number): number {
  for (const { from } of timeline) if (from > at) return from
  return Infinity
}

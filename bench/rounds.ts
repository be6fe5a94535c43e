/** The least, the middle and the greatest of what was measured. */
export type Spread = { readonly min: number; readonly median: number; readonly max: number }

/** Something that is measured: does its work once and answers a number, the same kind for all it stands beside. */
export type Contestant = () => Promise<number> | number

/**
 * Measures all in turn, then all in turn again: on a machine that is shared, what disturbs one
 * disturbs its neighbours. Each begins once unmeasured. Answers every number, by contestant.
 */
export async function alternate<Name extends string>(
  contestants: Readonly<Record<Name, Contestant>>,
  rounds: number,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contestants) as Name[]
  const measured = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<
    Name,
    number[]
  >
  for (let round = -1; round < rounds; round++)
    for (const name of names) {
      const value = await contestants[name]()
      if (round >= 0) measured[name].push(value)
    }
  return measured
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? NaN
  const lower = sorted[sorted.length % 2 === 0 ? middle - 1 : middle] ?? NaN
  return { min: sorted[0] ?? NaN, median: (lower + upper) / 2, max: sorted.at(-1) ?? NaN }
}

/** Round by round: what was measured side by side is divided. */
export function ratiosOf(values: readonly number[], controls: readonly number[]): Spread {
  return spreadOf(values.map((value, i) => value / (controls[i] ?? NaN)))
}

/** How many a second, when `work` is done over and over for `ms` milliseconds. */
async function ratePerSecond(
  work: (i: number) => Promise<unknown> | undefined,
  ms: number,
): Promise<number> {
  const started = performance.now()
  let done = 0
  while (performance.now() - started < ms) {
    await work(done)
    done++
  }
  return (done / (performance.now() - started)) * 1000
}

/** The same by several writers at once, each one after the other. */
export async function rateOfWriters(
  writers: number,
  work: (writer: number, i: number) => Promise<unknown>,
  ms: number,
): Promise<number> {
  const rates = Array.from({ length: writers }, (_, writer) =>
    ratePerSecond((i) => work(writer, i), ms),
  )
  return (await Promise.all(rates)).reduce((sum, rate) => sum + rate, 0)
}

export async function milliseconds(work: () => Promise<unknown> | undefined): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/**
 * How many a second of this process's own computing time: for what only computes, and would be measured
 * with its neighbours on the machine by the clock.
 */
export async function ratePerCpuSecond(
  work: (i: number) => Promise<unknown> | undefined,
  count: number,
): Promise<number> {
  const ms = await cpuMilliseconds(async () => {
    for (let i = 0; i < count; i++) await work(i)
  })
  return (count / ms) * 1000
}

export async function cpuMilliseconds(work: () => Promise<unknown> | undefined): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

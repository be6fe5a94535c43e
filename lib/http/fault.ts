/** What a log may keep of an error: where it came about, and its message where that cannot quote any input. */
export type Fault = {
  readonly error: string
  readonly code?: string
  readonly message?: string
  readonly at: readonly string[]
}

/**
 * PostgreSQL's, Prisma's and zod's messages may quote the values that they were given, so only those
 * that this program or the language wrote are kept.
 */
export function faultOf(error: unknown): Fault {
  if (!(error instanceof Error)) return { error: typeof error, at: [] }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '))
  return {
    error: error.name,
    ...(code === null ? {} : { code }),
    ...(OWN.has(Object.getPrototypeOf(error) as object) ? { message: error.message } : {}),
    at: frames.slice(0, 8).map((line) => line.trim()),
  }
}

const OWN = new Set<object>([Error.prototype, TypeError.prototype, RangeError.prototype])

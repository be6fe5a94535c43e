import type { Database } from '#lib/store/database.ts'

/**
 * The same database, over a pool that lets something else happen once, just before the first act is
 * appended: after everything was read that the act rests on.
 */
export function beforeAppend(database: Database, happens: () => Promise<unknown>): Database {
  let isPending = true
  const pool = new Proxy(database.pool, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return async (...args: unknown[]): Promise<unknown> => {
        if (name === 'query' && isPending && isAppend(args[0])) {
          isPending = false
          await happens()
        }
        return (value as (...all: unknown[]) => unknown).apply(target, args)
      }
    },
  })
  return { ...database, pool }
}

function isAppend(given: unknown): boolean {
  const { name = '' } = given as { name?: string }
  return name.startsWith('append ')
}

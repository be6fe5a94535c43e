import type { z } from 'zod'
import { fieldErrors, plainMessage } from './field-errors.ts'
import { HttpProblem } from './problem.ts'

/**
 * What the query of an address asks for, checked as a body is: nothing unknown, and each name once.
 * @throws HttpProblem
 */
export function readQuery<Query>(request: Request, schema: z.ZodType<Query>): Query {
  const given = new URL(request.url).searchParams
  const twice = [...new Set(given.keys())].filter((name) => given.getAll(name).length > 1)
  if (twice.length > 0) {
    const errors = twice.map((field) => ({ field, message: 'This is given twice.' }))
    throw new HttpProblem('input_invalid', { errors })
  }
  const result = schema.safeParse(Object.fromEntries(given), { error: plainMessage })
  if (result.success) return result.data
  throw new HttpProblem('input_invalid', { errors: fieldErrors(result.error) })
}

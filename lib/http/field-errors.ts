import type { z } from 'zod'
import type { FieldError } from './problem.ts'

/** What zod found, a line for each field, in the words of `plainMessage` where the schema has none. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
}

/** An issue in plain words: zod's own are for programmers. */
export const plainMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is needed.'
        : `This must be ${kindOf(issue.expected)}.`
    case 'too_small':
      return Number(issue.minimum) === 1 ? 'This is needed.' : `At least ${issue.minimum}.`
    case 'too_big':
      return `At most ${issue.maximum}${issue.origin === 'string' ? ' characters' : ''}.`
    case 'invalid_value':
      return `This must be one of: ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys':
      return `Not known here: ${issue.keys.join(', ')}.`
    default:
      return 'This is not understood.'
  }
}

function kindOf(expected: string): string {
  return KINDS[expected] ?? expected
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  array: 'a list',
  object: 'an object',
  boolean: 'true or false',
  number: 'a number',
  int: 'a whole number',
  null: 'null',
  file: 'a file',
}

/**
 * Strings that no schema means to let in and that neither PostgreSQL nor canonical JSON can hold: a NUL
 * character, half a surrogate pair. Looked for in the whole of a JSON value, its keys included.
 */
export function unstorableText(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') return faultsOf(value, path)
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, member]) => [
    ...faultsOf(key, path),
    ...unstorableText(member, [...path, key]),
  ])
}

function faultsOf(text: string, path: readonly string[]): FieldError[] {
  const field = path.join('.')
  if (text.includes('\0'))
    return [{ field, message: 'It holds a NUL character, which no text does.' }]
  if (!text.isWellFormed()) return [{ field, message: 'It is not valid Unicode.' }]
  return []
}

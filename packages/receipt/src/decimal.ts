import { FormatError } from './format-error.ts'

/** An ASCII decimal with no sign and no leading zero, at most 2^53 - 1: sizes and indexes of a tree. */
export function parseDecimal(text: string): number {
  const value = Number(text)
  if (!/^(0|[1-9][0-9]{0,15})$/.test(text) || !Number.isSafeInteger(value)) {
    throw new FormatError('a number is not written as a plain decimal')
  }
  return value
}

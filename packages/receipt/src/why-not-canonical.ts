import { canonicalJson, isCanonicalText, type JsonValue } from './canonical-json.ts'
import { FormatError } from './format-error.ts'

/** Null for the canonical text of the value that was parsed from it; else what is wrong with it first, as a clause. */
export function whyNotCanonical(value: JsonValue, text: string): string | null {
  try {
    return isCanonicalText(value, text) ? null : whatDiffers(value, text)
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return error.message
  }
}

/** JSON.parse drops white space, all but the last of doubled members, and spellings; it keeps the order. */
function whatDiffers(value: JsonValue, text: string): string {
  if (text.endsWith('\n') && canonicalJson(value) === text.slice(0, -1))
    return 'it has a newline at its end'
  const compact = text.replace(STRING_OR_SPACE, (_, string: string | undefined) => string ?? '')
  if (compact !== text) return 'it has white space that a receipt has not'
  const kept = JSON.stringify(value)
  if (countMembers(compact) > countMembers(kept)) return 'a member stands in it twice'
  if (kept === compact) return 'its members are in another order'
  return 'a character or a number in it is spelt another way'
}

const STRING_OR_SPACE = /("(?:[^"\\]|\\.)*")|[ \t\r\n]+/g

function countMembers(compact: string): number {
  return compact.match(/"(?:[^"\\]|\\.)*":/g)?.length ?? 0
}

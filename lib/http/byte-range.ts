import { HttpProblem } from './problem.ts'
import { formatEtag } from './etag.ts'

/** The bytes from `from` on and before `until`. */
export type ByteRange = { readonly from: number; readonly until: number }

/**
 * Which run of a file of `length` bytes a request asks for (RFC 9110, section 14.2); null for all of it,
 * also where If-Range names another file than this one. One run alone is served.
 * @throws HttpProblem 400 for what is no run of bytes, 416 for one that begins behind the end
 */
export function readByteRange(headers: Headers, length: number, basis: string): ByteRange | null {
  const asked = headers.get('range')
  const ifRange = headers.get('if-range')
  if (asked === null || (ifRange !== null && ifRange.trim() !== formatEtag(basis))) return null
  const { first, last } = parseRange(asked)
  const from = first ?? Math.max(length - (last ?? 0), 0)
  const until = first === null || last === null ? length : Math.min(last + 1, length)
  if (from >= until) throw new HttpProblem('range_unsatisfiable')
  return { from, until }
}

/** `bytes=100-199`, `bytes=100-`, or the last hundred as `bytes=-100`. */
function parseRange(header: string): { first: number | null; last: number | null } {
  const [, first, last] = /^bytes=(\d{1,15})?-(\d{1,15})?$/.exec(header.trim()) ?? []
  const range = { first: numberIn(first), last: numberIn(last) }
  const isNone = range.first === null && range.last === null
  if (isNone || (range.first ?? 0) > (range.last ?? Infinity))
    throw new HttpProblem('range_malformed')
  return range
}

function numberIn(digits: string | undefined): number | null {
  return digits === undefined ? null : Number(digits)
}

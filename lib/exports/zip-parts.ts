import type { BundlePart } from '@assent/receipt'
import { zipSync } from 'fflate'

/** One zip of the parts, in their order and all of one date. */
export function zipParts(parts: readonly BundlePart[], at: Date): Uint8Array<ArrayBuffer> {
  const files = Object.fromEntries(parts.map(({ path, bytes }) => [path, bytes]))
  return zipSync(files, { mtime: at })
}

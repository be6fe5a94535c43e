import { createHash, timingSafeEqual } from 'node:crypto'

/** Compares what was sent with what it has to be, in a time that tells nothing of either. */
export function isSameSecret(sent: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(sent), digest(expected))
}

import { createHash } from 'node:crypto'

/** What is kept of a session's token: SHA-256 in hex. A copy of the table signs nobody in. */
export function tokenDigest(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

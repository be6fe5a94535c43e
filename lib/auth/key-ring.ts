import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { apiKeyIdIn } from '#lib/domain/account/api-key.ts'
import type { StoredApiKey } from '#lib/store/api-keys.ts'
import { apiKeyTextIn } from './api-client.ts'

export type DecisionKey = Pick<StoredApiKey, 'id' | 'accountId' | 'scopes' | 'secretDigest'>

/** Keys that were shown before are known again by their text: no digest is made for each request. */
const SEEN_MAX = 10_000

/** The keys that let somebody in now, in memory. */
export class KeyRing {
  #keys: ReadonlyMap<string, DecisionKey> | null = null
  readonly #seen = new Map<string, DecisionKey>()

  /** Whoever is not among them is let in no more. */
  replace(keys: readonly DecisionKey[]): void {
    this.#keys = new Map(keys.map((key) => [key.id, key]))
    this.#seen.clear()
  }

  /** Before keys were read nobody can be told from anybody. */
  get isRead(): boolean {
    return this.#keys !== null
  }

  /** Whose key came with a request; null without one, and for one that is none or is revoked. */
  find(headers: IncomingHttpHeaders): DecisionKey | null {
    const { authorization } = headers
    const seen = authorization === undefined ? undefined : this.#seen.get(authorization)
    if (seen !== undefined) return seen
    const text = apiKeyTextIn(authorization, headers['x-api-key'])
    const key = text === null ? null : this.#check(text)
    if (key !== null && authorization !== undefined) this.#remember(authorization, key)
    return key
  }

  get(id: string): DecisionKey | null {
    return this.#keys?.get(id) ?? null
  }

  #check(text: string): DecisionKey | null {
    const key = this.#keys?.get(apiKeyIdIn(text) ?? '')
    if (key === undefined) return null
    const digest = createHash('sha256').update(text).digest('hex')
    return timingSafeEqual(Buffer.from(digest), Buffer.from(key.secretDigest)) ? key : null
  }

  #remember(authorization: string, key: DecisionKey): void {
    if (this.#seen.size >= SEEN_MAX) this.#seen.clear()
    this.#seen.set(authorization, key)
  }
}

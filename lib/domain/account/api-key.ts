/**
 * What a key lets a platform's software do. `decide`: ask what may happen now, and follow the answers.
 * `meetings`: say who is in a meeting and what runs there. `accounts`: register accounts and members.
 * `answers`: hand over what people answered in the platform's own client.
 */
export const apiScopes = ['decide', 'meetings', 'accounts', 'answers'] as const
export type ApiScope = (typeof apiScopes)[number]

/** How many random bytes a key has besides its id. */
export const API_KEY_SECRET_LENGTH = 32

const PREFIX = 'assent_'

/**
 * A key as it is shown, once: a prefix that secret scanners can look for, the id of the key, and the
 * secret. The id is a UUID, `secret` base64url without padding.
 */
export function formatApiKey(key: { readonly id: string; readonly secret: string }): string {
  return `${PREFIX}${key.id.replaceAll('-', '')}_${key.secret}`
}

/** The id that a key names; null for what has not the form of one. Whether it is that key, its digest says. */
export function apiKeyIdIn(text: string): string | null {
  const [, id] = /^assent_([0-9a-f]{32})_[A-Za-z0-9_-]{43}$/.exec(text) ?? []
  return id === undefined ? null : id.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
}

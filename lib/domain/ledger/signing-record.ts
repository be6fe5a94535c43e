/** What a key signs: the ledger's checkpoints, or the statements of acts. */
export type KeyUse = 'ledger' | 'receipt'

/** `retired`: it ends in good order. `revoked`: it may be in other hands. */
export type KeyEventKind = 'added' | 'retired' | 'revoked'

export type KeyEvent = {
  readonly eventId: string
  readonly kind: KeyEventKind
  readonly at: Date
  /** From which whole second on the key signs no more; null where it was added. */
  readonly until: Date | null
  readonly reason: string
  /** Of its ledger entry; null while it awaits one. */
  readonly index: number | null
}

export type RecordedKey = {
  /** RFC 7638 thumbprint. */
  readonly id: string
  readonly use: KeyUse
  /** 1, 2, 3 … of its use. */
  readonly seq: number
  /** 32 bytes of Ed25519. */
  readonly publicKey: Uint8Array
  /** From when on it signs. */
  readonly createdAt: Date
  /** Of a receipt key the last note in which the ledger vouches for it. */
  readonly certificate: string | null
  /** In their order. None in a database that began before key events were recorded. */
  readonly events: readonly KeyEvent[]
}

/** What all programs of one database must agree on: the ledger's name, and every key there ever was, by `seq`. */
export type SigningRecord = { readonly origin: string; readonly keys: readonly RecordedKey[] }

/** `retiring`: it still signs, beside its successor. */
export type KeyState = 'active' | 'retiring' | 'retired' | 'revoked'

export function keyState(key: RecordedKey, now: Date): KeyState {
  const until = keyEnd(key)
  if (isRevoked(key)) return 'revoked'
  if (until === null) return 'active'
  return now < until ? 'retiring' : 'retired'
}

/** For good, and whatever the time. */
export function isRevoked({ events }: Pick<RecordedKey, 'events'>): boolean {
  return events.at(-1)?.kind === 'revoked'
}

/** Does it sign now? */
export function isInUse(key: RecordedKey, now: Date): boolean {
  const state = keyState(key, now)
  return state === 'active' || state === 'retiring'
}

/** From when on it signs no more; null while no end is known. */
export function keyEnd(key: Pick<RecordedKey, 'events'>): Date | null {
  return key.events.at(-1)?.until ?? null
}

/**
 * The key as the ledger's first `size` entries have it. The first key of a use stands at the beginning,
 * before any entry could say so; each later one begins with the entry that adds it, and is null before.
 */
export function keyWithin(key: RecordedKey, size: number): RecordedKey | null {
  const events = key.events.filter(({ index }) => index !== null && index < size)
  const isThere = key.seq === 1 || events.some(({ kind }) => kind === 'added')
  return isThere ? { ...key, events } : null
}

/**
 * Which of the ledger's keys sign a checkpoint over `size` entries at an instant: told by those entries,
 * not by what else was committed meanwhile, so that whoever holds the entries can tell it too.
 */
export function checkpointSigners(
  keys: readonly RecordedKey[],
  size: number,
  at: Date,
): readonly RecordedKey[] {
  return keys.flatMap((key) => {
    const within = key.use === 'ledger' ? keyWithin(key, size) : null
    return within !== null && isInUse(within, at) ? [within] : []
  })
}

/** The whole second that an instant is in or at the end of: ends are said in seconds, and never too early. */
export function wholeSecond(at: Date): Date {
  return new Date(Math.ceil(at.getTime() / 1000) * 1000)
}

import type { Hasher } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { isSameKey, parseVerifierKey, type VerifierKey } from './verifier-key.ts'

/** Whom a verifier trusts (C2SP tlog-policy). It is all the trust there is: no key inside a receipt proves anything. */
export type TrustPolicy = {
  /** The name of a log's key is the origin of its ledger. One ledger may have several keys. */
  readonly logs: readonly VerifierKey[]
  readonly witnesses: readonly VerifierKey[]
  readonly quorum: Quorum
}

/** Which witnesses must have seen a checkpoint. A group asks for `threshold` of its members. */
export type Quorum =
  | { readonly kind: 'none' }
  | { readonly kind: 'witness'; readonly name: string; readonly key: VerifierKey }
  | {
      readonly kind: 'group'
      readonly name: string
      readonly threshold: number
      readonly members: readonly Quorum[]
    }

/**
 * Reads a policy file: lines of `log`, `witness`, `group` and `quorum`, and comments behind `#`. Where
 * C2SP wants exactly one quorum line, none at all means `quorum none` as long as no witness is named, so
 * that `log <vkey>` is a whole policy. Throws FormatError naming the line.
 */
export function parseTrustPolicy(text: string, crypto: Hasher): TrustPolicy {
  const draft: Draft = { logs: [], witnesses: [], named: new Map(), grouped: new Set() }
  for (const [i, line] of text.split('\n').entries()) {
    try {
      readLine(line, draft, crypto)
    } catch (error) {
      if (!(error instanceof FormatError)) throw error
      throw new FormatError(`line ${String(i + 1)}: ${error.message}`)
    }
  }
  if (draft.quorum === undefined && draft.named.size > 0) {
    throw new FormatError('witnesses are named, but no quorum line says which are needed')
  }
  const { logs, witnesses, quorum = { kind: 'none' } } = draft
  return { logs, witnesses, quorum }
}

/** Whether the cosigners are enough. Counts each witness once, since no name can stand in two groups. */
export function isQuorumMet(quorum: Quorum, cosigners: readonly VerifierKey[]): boolean {
  switch (quorum.kind) {
    case 'none':
      return true
    case 'witness':
      return cosigners.some((key) => isSameKey(key, quorum.key))
    case 'group':
      return (
        quorum.members.filter((member) => isQuorumMet(member, cosigners)).length >= quorum.threshold
      )
  }
}

type Draft = {
  readonly logs: VerifierKey[]
  readonly witnesses: VerifierKey[]
  readonly named: Map<string, Quorum>
  readonly grouped: Set<string>
  quorum?: Quorum
}

function readLine(line: string, draft: Draft, crypto: Hasher): void {
  // Above ASCII the octets are opaque.
  if (/[^\t -~\u0080-\u{10ffff}]/u.test(line)) {
    throw new FormatError('a control character; only tabs and plain newlines are allowed')
  }
  const [keyword, ...words] = line.split(/[ \t]+/).filter((word) => word !== '')
  if (keyword === undefined || keyword.startsWith('#')) return
  switch (keyword) {
    case 'log':
      return readLog(words, draft, crypto)
    case 'witness':
      return readWitness(words, draft, crypto)
    case 'group':
      return readGroup(words, draft)
    case 'quorum':
      return readQuorum(words, draft)
    default:
      throw new FormatError('a line begins with log, witness, group, quorum or #')
  }
}

function readLog([vkey, ...rest]: string[], { logs }: Draft, crypto: Hasher): void {
  if (vkey === undefined || rest.length > 1) throw new FormatError('write log <vkey> [<url>]')
  logs.push(newKey(vkey, 'ed25519', logs, crypto))
}

function readWitness([name, vkey, ...rest]: string[], draft: Draft, crypto: Hasher): void {
  if (name === undefined || vkey === undefined || rest.length > 1) {
    throw new FormatError('write witness <name> <vkey> [<url>]')
  }
  const key = newKey(vkey, 'cosignature', draft.witnesses, crypto)
  define(name, { kind: 'witness', name, key }, draft)
  draft.witnesses.push(key)
}

function readGroup([name, count, ...members]: string[], draft: Draft): void {
  if (name === undefined || count === undefined || members.length === 0) {
    throw new FormatError('write group <name> <number, any or all> <name>...')
  }
  const threshold = thresholdOf(count, members.length)
  const quorums = members.map((member) => takeMember(member, draft))
  define(name, { kind: 'group', name, threshold, members: quorums }, draft)
}

function readQuorum([name, ...rest]: string[], draft: Draft): void {
  if (name === undefined || rest.length > 0) throw new FormatError('write quorum <name or none>')
  if (draft.quorum !== undefined) throw new FormatError('a second quorum line')
  draft.quorum = name === 'none' ? { kind: 'none' } : lookUp(name, draft)
}

function newKey(
  vkey: string,
  algorithm: VerifierKey['algorithm'],
  known: readonly VerifierKey[],
  crypto: Hasher,
): VerifierKey {
  const key = parseVerifierKey(vkey, crypto)
  if (key.algorithm !== algorithm) {
    throw new FormatError(
      algorithm === 'ed25519' ? 'not the key of a log' : 'not the key of a witness',
    )
  }
  const keyText = String(key.publicKey)
  if (known.some(({ publicKey }) => String(publicKey) === keyText)) {
    throw new FormatError('the same key a second time')
  }
  return key
}

function define(name: string, quorum: Quorum, { named }: Draft): void {
  if (name === 'none' || named.has(name)) throw new FormatError('a name that is taken')
  named.set(name, quorum)
}

function lookUp(name: string, { named }: Draft): Quorum {
  const quorum = named.get(name)
  if (quorum === undefined) throw new FormatError('a name that no line before it defines')
  return quorum
}

/** A name in two groups would let one witness count twice. */
function takeMember(name: string, draft: Draft): Quorum {
  const member = lookUp(name, draft)
  if (draft.grouped.has(name)) throw new FormatError('a name that is in a group already')
  draft.grouped.add(name)
  return member
}

function thresholdOf(count: string, members: number): number {
  if (count === 'all') return members
  if (count === 'any') return 1
  const threshold = /^[1-9][0-9]*$/.test(count) ? Number(count) : 0
  if (threshold < 1 || threshold > members) {
    throw new FormatError('a group asks for any, all, or a number from 1 to that of its members')
  }
  return threshold
}

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatAddCheckpoint } from './add-checkpoint.ts'
import { nodeCrypto } from './node-crypto.ts'
import { formatNote, parseNote } from './signed-note.ts'
import { mockKey } from './testdata/mock-key.ts'
import { mockLog } from './testdata/mock-log.ts'
import { verifierKey } from './verifier-key.ts'
import { considerCheckpoint } from './witness.ts'

const log = mockLog()
const fork = mockLog(log.origin, 1, 'other')
const stranger = mockLog('stranger.example/ledger', 2)
const impostor = mockLog(log.origin, 3)
const second = mockLog('second.example/ledger', 4)
const trustedToo = verifierKey(log.origin, mockKey(5).publicKey, 'ed25519', nodeCrypto)
const logs = [log.vkey, trustedToo, second.vkey]

/** Where the witness has cosigned the tree of `size` of `log`, and nothing else. */
function considered(body: string, size: number | null = 5) {
  const latest = (origin: string) =>
    size === null || origin !== log.origin ? null : { size, rootHash: log.root(size) }
  const answer = considerCheckpoint(body, logs, latest, nodeCrypto)
  return answer.ok ? 200 : answer.status
}

describe('cosigned', () => {
  test.each([
    ['the first of a log', log.submission(0, 5), null],
    ['the first, of no entries', log.submission(0, 0), null],
    ['one entry after none', log.submission(0, 1), 0],
    ['the next', log.submission(5, 6), 5],
    ['a much larger one', log.submission(5, 3000), 5],
    ['the same again', log.submission(5, 5), 5],
    ['the first of another log', second.submission(0, 9), 5],
  ])('%s', (_, body, size) => {
    expect(considered(body, size)).toBe(200)
  })

  test('with the text that the log signed, and its signatures alone', () => {
    const { text, signatures } = parseNote(log.checkpoint(6))
    const other = { name: 'else.example', keyId: '00000000', signature: new Uint8Array(64) }
    const note = formatNote({ text, signatures: [other, ...signatures] })
    const last = { size: 5, rootHash: log.root(5) }
    const answer = considerCheckpoint(log.submission(5, 6, note), logs, () => last, nodeCrypto)
    expect(answer).toMatchObject({ ok: true, text, checkpoint: { origin: log.origin, size: 6 } })
    expect(answer.ok && answer.signatures).toEqual(signatures)
  })
})

describe('refused, in the order that the specification gives', () => {
  test.each([
    ['400', 'what is no submission', 'old 5\n', 5],
    ['400', 'an old size beyond the checkpoint', log.submission(7, 6), 7],
    ['404', 'a log that it does not know', stranger.submission(0, 5), 5],
    ['403', 'a checkpoint by another key under that name', impostor.submission(5, 6), 5],
    ['403', 'a bad signature by a key that it trusts', log.submission(5, 6, tampered(6)), 5],
    ['403', 'a good signature beside a bad one', log.submission(5, 6, half(6)), 5],
    ['409', 'an old size below the last', log.submission(4, 6), 5],
    ['409', 'an old size above the last', log.submission(6, 7), 5],
    ['409', 'one that begins anew', log.submission(0, 6), 5],
    ['409', 'a first one that does not begin at 0', log.submission(5, 6), null],
    ['422', 'a proof from nothing', withProof(0, 6, log.proof(5, 6)), null],
    ['422', 'no proof', withProof(5, 6, []), 5],
    ['422', 'a proof of another step', withProof(5, 7, log.proof(5, 6)), 5],
    ['422', 'a proof that is too long', withProof(5, 6, [...log.proof(5, 6), log.root(1)]), 5],
    ['422', 'a fork', fork.submission(5, 9), 5],
    ['422', 'the same size with another root', fork.submission(5, 5), 5],
    ['422', 'the same size with a proof', withProof(5, 5, [log.root(1)]), 5],
    ['422', 'no entries with a root', log.submission(0, 0, log.checkpoint(0, log.root(1))), null],
  ])('%s: %s', (status, _, body, size) => {
    expect(String(considered(body, size))).toBe(status)
  })

  test('409 says the size that was cosigned last', () => {
    const last = { size: 5, rootHash: log.root(5) }
    const answer = considerCheckpoint(log.submission(4, 6), logs, () => last, nodeCrypto)
    expect(answer).toEqual({ ok: false, status: 409, size: 5 })
  })

  test('two keys of one log are both trusted', () => {
    const [older, newer] = [mockLog(log.origin, 8), mockLog(log.origin, 9)]
    for (const each of [older, newer]) {
      const answer = considerCheckpoint(
        each.submission(0, 3),
        [older.vkey, newer.vkey],
        () => null,
        nodeCrypto,
      )
      expect(answer.ok).toBe(true)
    }
  })
})

test('no two trees that it cosigns one after the other contradict each other', () => {
  const step = fc.record({
    old: fc.nat(40),
    size: fc.nat(40),
    by: fc.constantFrom(log, fork),
    /** Whether the proof is that of its own tree or of the true one. */
    own: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      let last: { size: number; rootHash: Uint8Array } | null = null
      const seen = new Set<string>()
      for (const { old, size, by, own } of steps) {
        const proof = old <= size ? (own ? by : log).proof(old, size) : []
        const body = formatAddCheckpoint({ oldSize: old, proof, checkpoint: by.checkpoint(size) })
        const latest = last
        const answer = considerCheckpoint(body, logs, () => latest, nodeCrypto)
        if (!answer.ok) continue
        expect(size).toBeGreaterThanOrEqual(last?.size ?? 0)
        if (size > 0) seen.add(by === log ? 'log' : 'fork')
        last = answer.checkpoint
      }
      expect(seen.size).toBeLessThanOrEqual(1)
    }),
    { numRuns: 200 },
  )
})

function withProof(oldSize: number, size: number, proof: Uint8Array[]): string {
  return formatAddCheckpoint({ oldSize, proof, checkpoint: log.checkpoint(size) })
}

function tampered(size: number): string {
  const { text, signatures } = parseNote(log.checkpoint(size))
  const [line] = signatures
  const signature = Uint8Array.from(line!.signature, (byte, i) => (i === 9 ? byte ^ 1 : byte))
  return formatNote({ text, signatures: [{ ...line!, signature }] })
}

/** By the trusted key rightly, and wrongly by another that is trusted too. */
function half(size: number): string {
  const { text, signatures } = parseNote(log.checkpoint(size))
  const wrong = { name: trustedToo.name, keyId: trustedToo.keyId, signature: new Uint8Array(64) }
  return formatNote({ text, signatures: [...signatures, wrong] })
}

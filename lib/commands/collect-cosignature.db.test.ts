import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  formatVerifierKey,
  openNote,
  parseCheckpoint,
  parseTrustPolicy,
  verifyReceipt,
  type VerifierKey,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { findCheckpoint, findHead, listWitnesses } from '#lib/queries/ledger.ts'
import { findReceiptFile, listReceiptFiles } from '#lib/queries/receipt-files.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { findCheckpointOf } from '#lib/store/ledger.ts'
import { openWitnessKey } from '../../packages/receipt/src/node-witness-key.ts'
import { openWitnessState } from '../../packages/receipt/src/node-witness-state.ts'
import { witnessServer } from '../../packages/receipt/src/node-witness.ts'
import { appendBareActs } from '../../test-support/bare-acts.ts'
import { breakAt, broken, type Broken } from '../../test-support/break-at.ts'
import { checkLedger } from '../../test-support/check-ledger.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { openWorld, type World } from '../../test-support/world.ts'
import type { Witness } from '../delivery/submit-checkpoint.ts'
import { collectCosignature } from './collect-cosignature.ts'
import { sequenceEntries } from './sequence-entries.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Client(at.ownerUrl)
const folder = mkdtempSync(join(tmpdir(), 'assent-witnesses-'))
const servers: Server[] = []
let world: World
let ann: MemberPrincipal
let receiptId: string
let first: Witness

beforeAll(async () => {
  await owner.connect()
  world = await openWorld(database)
  await keepKeys(world)
  await world.account('dunmore')
  const admin = await world.member('dunmore', 'Ada Admin', 'admin')
  ann = await world.member('dunmore', 'Ann Member')
  await world.permit(admin, 'meeting_summary')
  receiptId = (await world.include(ann, 'meeting_summary'))!
  await world.sequence()
  first = await startWitness('w1.example')
})
afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections()
    server.close()
  }
  await closeDatabase(database)
  await owner.end()
  rmSync(folder, { recursive: true })
})

test('before any witness saw it, a policy that asks for one says so plainly', async () => {
  expect(await verifyWith(policyOf(first.key))).toEqual([
    false,
    'No witness of your trust policy saw the tree of the ledger.',
  ])
})

test('the checkpoint, and the receipts taken from then on, carry the cosignature', async () => {
  expect(await collect(first)).toBeNull()
  const note = await findCheckpoint(world.context)
  const opened = openNote(note!, [world.keys.verifierKey, first.key], nodeCrypto)
  expect(opened.ok && opened.signers).toEqual([world.keys.verifierKey, first.key])
  const [ok, sentence] = await verifyWith(policyOf(first.key))
  expect([ok, sentence]).toEqual([
    true,
    'As many witnesses as your trust policy asks for saw the same tree.',
  ])
})

test('a policy that names no witness takes the same receipt, and one that names another does not', async () => {
  expect((await verifyWith(world.policy))[0]).toBe(true)
  const other = openWitnessKey(join(folder, 'other.key'), 'other.example').verifierKey
  expect((await verifyWith(policyOf(other)))[0]).toBe(false)
})

test('each further checkpoint is shown to continue the last, over the edge of a tile', async () => {
  for (const count of [1, 300, 70]) {
    await appendBareActs(database, count)
    await world.sequence()
    expect(await collect(first)).toBeNull()
    expect((await cosigned('w1.example')).at(-1)).toBe((await head()).size)
  }
  expect(await collect(first), 'a second time there is nothing to ask').toBeNull()
})

test('an entry that no cosigned checkpoint covers is proven by the last, and the others stay cosigned', async () => {
  await world.leaveOut(ann, 'meeting_summary')
  await world.sequence()
  const policy = parseTrustPolicy(policyOf(first.key), nodeCrypto)
  const results: boolean[] = []
  for await (const { bytes } of listReceiptFiles(world.commandLine, ann.accountId, world.context)) {
    expect(verifyReceipt(bytes, parseTrustPolicy(world.policy, nodeCrypto), nodeCrypto).ok).toBe(
      true,
    )
    results.push(verifyReceipt(bytes, policy, nodeCrypto).ok)
  }
  expect(results.at(-1)).toBe(false)
  expect(results.slice(0, -1)).not.toContain(false)
  expect(await collect(first)).toBeNull()
})

test('where our record is behind the witness, its word is where the next begins', async () => {
  await owner.query('DELETE FROM cosignature')
  await appendBareActs(database, 3)
  await world.sequence()
  expect(await collect(first)).toBeNull()
  expect(await cosigned('w1.example')).toEqual([(await head()).size])
})

test('the operator sees how far each follows', async () => {
  const second = await startWitness('w2.example')
  const operator = await world.operator('Olive Operator')
  expect(await listWitnesses(operator, { database, witnesses: [first, second] })).toEqual([
    { name: 'w1.example', size: (await head()).size, at: world.clock.now() },
    { name: 'w2.example', size: null, at: null },
  ])
})

test('a witness that saw a larger tree is not asked to forget it', async () => {
  const { size, note, root } = await head()
  const reason = await collectCosignature(first, { size: size - 1, note, root }, world.context)
  expect(reason).toMatch(/^it cosigned \d+ entries, and there are \d+$/)
})

test.each([
  [
    'another key’s signature',
    200,
    '— w1.example AAAAAAAA\n',
    'its answer is not signed by its key',
  ],
  ['nothing', 200, '', 'its answer is not signed by its key'],
  ['no', 403, 'no\n', 'it answers 403'],
  ['a size that is none', 409, 'five\n', 'it answers 409'],
  ['a size, and again', 409, '1\n', 'it says two sizes that it cosigned last'],
])('what answers %s has cosigned nothing', async (_, status, body, reason) => {
  const { key } = openWitnessKeyOf('liar.example')
  const url = await listen(
    createServer((_, response) => {
      response.writeHead(status).end(body)
    }),
  )
  expect(await collect({ key, url })).toBe(reason)
  expect(await cosigned('liar.example')).toEqual([])
})

describe('faults', () => {
  const writes = ['keep', 'answer', 'append cosignature'] as const
  const table = writes.flatMap((write) => broken.map((fault) => ({ write, fault })))

  test.each(table)('$write $fault: what is cosigned never contradicts itself', async (f) => {
    const name = `${f.write.replace(' ', '-')}-${f.fault.slice(0, 4)}.example`
    const { key, signer } = openWitnessKeyOf(name)
    const state = openWitnessState(join(folder, `${name}.state`))
    let isBroken = false
    const keep = (note: string) => {
      if (!isBroken || f.write !== 'keep') {
        state.keep(note)
        return
      }
      if (f.fault !== 'lost') state.keep(note)
      throw new Error('the disk is full')
    }
    const server = witnessServer({
      key: signer,
      logs: [world.keys.verifierKey],
      state: { find: state.find, keep },
      now: () => 1_772_000_000,
      complain: (line) => expect(line).toBe('the disk is full'),
    })
    const served = {
      key,
      url: await listen(cutOff(server, () => f.write === 'answer' && isBroken, f.fault)),
    }
    for (const count of [1, 40, 300]) {
      isBroken = true
      await appendBareActs(database, count)
      await world.sequence()
      for (const round of [1, 2]) {
        const over =
          f.write === 'append cosignature' ? breakAt(database, f.write, f.fault) : database
        const attempt = collectCosignature(served, await head(), {
          ...world.context,
          database: over,
        })
        expect(await attempt.catch(() => 'thrown'), `round ${String(round)}`).not.toBeUndefined()
        await verifyCosigned(key, state.find(world.keys.origin))
      }
      isBroken = false
      expect(await collect(served)).toBeNull()
      await verifyCosigned(key, state.find(world.keys.origin))
      expect((await cosigned(name)).at(-1)).toBe((await head()).size)
    }
  })
})

test('a ledger that was set back and went on another way is refused by the witness that saw the first', async () => {
  const witness = await startWitness('w3.example')
  const shown = await head()
  expect(await collect(witness)).toBeNull()
  // As from an old copy of the database: the last entries never were, and others took their places.
  const fork = await testDatabase()
  const other = openDatabase(fork.url)
  const elsewhere = await openWorld(other, { ...world.context, database: other })
  await appendBareActs(other, shown.size + 5)
  for (let left = 1; left > 0;)
    left = (await sequenceEntries({ ...world.context, database: other, keys: world.keys }))
      .sequenced
  const forked = (await findHead(elsewhere.context))!
  expect(forked.size).toBeGreaterThan(shown.size)
  const context = { ...world.context, database: other }
  // Its word is believed where our record knows nothing, and the proof from there is none.
  expect(await collectCosignature(witness, forked, context)).toBe('it answers 422')
  expect(await cosigned('w3.example')).toEqual([shown.size])
  await closeDatabase(other)
})

test('what does not answer is thrown, and holds up nothing', async () => {
  const { key } = openWitnessKeyOf('gone.example')
  await expect(collect({ key, url: 'http://127.0.0.1:1' })).rejects.toThrow()
  await appendBareActs(database, 1)
  expect((await world.sequence()).sequenced).toBeGreaterThan(0)
})

async function collect(witness: Witness): Promise<string | null> {
  return collectCosignature(witness, await head(), world.context)
}

/** What the witness remembers and what we kept of it are checkpoints of this ledger, and its signature is right. */
async function verifyCosigned(key: VerifierKey, note: string | null): Promise<void> {
  await checkLedger(at.ownerUrl, world.keys.verifierKey)
  const { rows } = await database.pool.query<{ note: string }>(
    `SELECT c.note || n.line AS note FROM cosignature n JOIN checkpoint c USING (size)
      WHERE n.witness = $1`,
    [`${key.name}+${key.keyId}`],
  )
  const notes = [...rows.map((row) => row.note), ...(note === null ? [] : [note])]
  for (const each of notes) {
    const opened = openNote(each, [world.keys.verifierKey, key], nodeCrypto)
    expect(opened.ok && opened.signers.length).toBe(2)
    const said = parseCheckpoint(opened.ok ? opened.text : '')
    const stored = await findCheckpointOf(database.pool, said.size)
    expect(hex(said.rootHash)).toBe(hex(stored!.root))
  }
}

/** A witness whose connection breaks: before it hears the request, or after it has answered, which nobody hears. */
function cutOff(witness: Server, isCut: () => boolean, fault: Broken): Server {
  return createServer((request, response) => {
    if (!isCut()) {
      witness.emit('request', request, response)
      return
    }
    if (fault === 'lost') {
      request.socket.destroy()
      return
    }
    response.end = () => {
      request.socket.destroy()
      return response
    }
    witness.emit('request', request, response)
  })
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

async function head() {
  const found = await findHead(world.context)
  if (found === null) throw new Error('nothing was sequenced')
  return found
}

function policyOf(key: VerifierKey): string {
  return `${world.policy}witness w ${formatVerifierKey(key)}\nquorum w\n`
}

/** Of Ann's receipt: whether it verifies, and the last sentence. */
async function verifyWith(policy: string) {
  const file = await findReceiptFile(ann, receiptId, world.context)
  const { ok, facts } = verifyReceipt(file!.bytes, parseTrustPolicy(policy, nodeCrypto), nodeCrypto)
  return [ok, facts.at(-1)?.sentence] as const
}

async function cosigned(name: string): Promise<number[]> {
  const { rows } = await owner.query<{ size: number }>(
    'SELECT size::int FROM cosignature WHERE starts_with(witness, $1) ORDER BY cosignature.size',
    [`${name}+`],
  )
  return rows.map(({ size }) => size)
}

function openWitnessKeyOf(name: string) {
  const key = openWitnessKey(join(folder, `${name}.key`), name)
  return { key: key.verifierKey, signer: key }
}

async function startWitness(name: string): Promise<Witness> {
  const { key, signer } = openWitnessKeyOf(name)
  const server = witnessServer({
    key: signer,
    logs: [world.keys.verifierKey],
    state: openWitnessState(join(folder, `${name}.state`)),
    now: () => 1_772_000_000,
    complain: (line) => expect.unreachable(line),
  })
  return { key, url: await listen(server) }
}

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'))
  await once(server, 'listening')
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
}

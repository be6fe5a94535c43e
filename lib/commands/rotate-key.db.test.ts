import { once } from 'node:events'
import { readdirSync, renameSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import {
  formatVerifierKey,
  parseNote,
  parseReceiptFile,
  parseTlogProof,
  type VerifierKey,
} from '@assent/receipt'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkLedger } from '#lib/queries/check-ledger.ts'
import type { Witness } from '#lib/delivery/submit-checkpoint.ts'
import { findCheckpoint, findHead } from '#lib/queries/ledger.ts'
import { findReceiptBundle, listReceiptFiles } from '#lib/queries/receipt-files.ts'
import { getKeySet, listSigningKeys } from '#lib/queries/signing-keys.ts'
import { ledgerKeysOf } from '#lib/signing/ledger-keys.ts'
import { statementSigner } from '#lib/signing/statement-signer.ts'
import { closeDatabase, openDatabase, type Database } from '#lib/store/database.ts'
import { loadSigningRecord } from '#lib/store/signing-keys.ts'
import { testDatabase } from '../../test-support/database.ts'
import {
  DAY,
  MINUTE,
  openKeyWorld,
  openMachine,
  verdict,
  type Machine,
} from '../../test-support/key-world.ts'
import { must, type Team } from '../../test-support/world.ts'
import { openWitnessKey } from '../../packages/receipt/src/node-witness-key.ts'
import { openWitnessState } from '../../packages/receipt/src/node-witness-state.ts'
import { witnessServer } from '../../packages/receipt/src/node-witness.ts'
import { collectCosignature } from './collect-cosignature.ts'
import { endKey } from './end-key.ts'
import { rotateKey } from './rotate-key.ts'

const at = await testDatabase()
let database: Database
let world: Awaited<ReturnType<typeof openKeyWorld>>
let team: Team

beforeEach(async () => {
  database = openDatabase(at.url)
  world = await openKeyWorld(database)
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
})

afterEach(async () => {
  world.machine.close()
  await closeDatabase(database)
  await at.reset()
})

const commandLine = { kind: 'command_line' } as const
const reason = 'The yearly change.'
const rotation = { overlapMs: DAY, reason, isLost: false }

function rotate(use: 'ledger' | 'receipt', more: Partial<typeof rotation> = {}) {
  return rotateKey(commandLine, { use, ...rotation, ...more }, world.machine)
}

function end(keyId: string, kind: 'retired' | 'revoked') {
  return endKey(commandLine, { keyId, kind, reason: 'Its disk was stolen.' }, world.machine)
}

/** One more answer of the same member: yes and no in turn, since an answer said again is no act. */
async function choose(): Promise<string> {
  const { status } = await world.state(team.member, 'meeting_summary')
  const say = status === 'given' ? world.leaveOut : world.include
  return (await say(team.member, 'meeting_summary'))!
}

/** The lock of a turn that failed ends with its connection, a moment later. */
async function sequenceSoon(machine: Machine, batchMax?: number) {
  await expect.poll(async () => (await machine.sequence(batchMax)).sequenced).toBeGreaterThan(0)
}

async function check() {
  const { keys } = world.machine.held
  const found = await checkLedger({ database, keys })
  expect(found).toMatchObject({ ok: true })
}

async function states(): Promise<string[]> {
  return (await listSigningKeys(world.context)).map(({ use, state }) => `${use} ${state}`)
}

async function signersOfHead(): Promise<number> {
  return parseNote((await findCheckpoint(world.context))!).signatures.length
}

describe('a new receipt key', () => {
  test('signs from then on; what was signed before verifies as before', async () => {
    const old = await choose()
    await world.machine.sequence()
    const { receipt } = world.machine.held.keys
    const saved = await world.file(team.member, old)

    const { keyId, follows, until } = must(await rotate('receipt'))
    expect(follows).toBe(receipt.id)
    expect(until).toEqual(new Date(world.context.now().getTime() + DAY))
    const between = await choose()
    await world.machine.takeUp()
    expect(world.machine.held.keys.receipt.id).toBe(keyId)
    const after = await choose()
    await world.machine.sequence()

    expect(await states()).toEqual(['receipt active', 'receipt retiring', 'ledger active'])
    world.advance(2 * DAY)
    expect(await states()).toEqual(['receipt active', 'receipt retired', 'ledger active'])
    const policy = await world.policyNow()
    for (const id of [old, between, after])
      expect(verdict(await world.file(team.member, id), policy)).toBe('ok')
    expect(verdict(saved, policy)).toBe('ok')
    await check()
  })

  test('is certified at once, before its entry has a place', async () => {
    must(await rotate('receipt'))
    await world.machine.takeUp()
    const file = await world.file(team.member, await choose())
    expect(verdict(file, await world.policyNow())).toBe('awaiting_proof')
  })

  test('leaves nothing to be signed by the one before, from its end on', async () => {
    const { keyId, until } = must(await rotate('receipt', { overlapMs: 0 }))
    expect(until).toEqual(new Date(world.context.now().getTime() + MINUTE))
    const away = join(world.machine.folder, 'away')
    renameSync(world.machine.pem(keyId), away)
    await world.machine.takeUp()
    world.advance(MINUTE - 1)
    const last = await choose()
    world.advance(1)
    await expect(choose()).rejects.toThrow(
      /^The receipt key .* ended at 2026-03-02T09:01:00\.000Z$/,
    )
    renameSync(away, world.machine.pem(keyId))
    await world.machine.takeUp()
    await choose()
    await world.machine.sequence()
    expect(verdict(await world.file(team.member, last), await world.policyNow())).toBe('ok')
  })

  test('that was stolen and revoked proves what the ledger held before, and nothing that a thief signs', async () => {
    const honest = await choose()
    await world.machine.sequence()
    const thief = statementSigner(world.machine.held.keys.receipt, world.machine.randomBytes)
    const { follows } = must(await rotate('receipt'))
    await world.machine.takeUp()
    world.advance(MINUTE)
    const later = await choose()
    must(await end(follows, 'revoked'))
    await world.machine.sequence()

    // Whoever has the old key and reaches the database can backdate what they sign, but not its entry.
    const honestSigner = world.machine.signer
    Object.assign(world.context, { signer: thief, now: () => new Date('2026-03-02T09:00:00Z') })
    const forged = await choose()
    Object.assign(world.context, { signer: honestSigner, now: world.machine.now })
    await world.machine.sequence()
    const policy = await world.policyNow()
    expect(verdict(await world.file(team.member, honest), policy)).toBe('ok')
    expect(verdict(await world.file(team.member, later), policy)).toBe('ok')
    expect(verdict(await world.file(team.member, forged), policy)).toBe('entry_after_revocation')
    expect(await states()).toEqual(['receipt active', 'receipt revoked', 'ledger active'])
    await check()
  })
})

describe('a new ledger key', () => {
  test('signs beside the old one for a while: receipts verify under either policy, then under the new', async () => {
    const old = await choose()
    await world.machine.sequence()
    const oldPolicy = world.policyOf(world.machine.held.keys)
    const saved = await world.file(team.member, old)
    const { until } = must(await rotate('ledger'))
    const during = await choose()
    await world.machine.sequence()
    await world.machine.takeUp()
    const newPolicy = world.policyOf(world.machine.held.keys)
    const bothPolicy = await world.policyNow()
    expect(bothPolicy).toBe(newPolicy + oldPolicy)

    expect(await signersOfHead()).toBe(2)
    for (const id of [old, during])
      for (const policy of [oldPolicy, newPolicy, bothPolicy])
        expect(verdict(await world.file(team.member, id), policy)).toBe('ok')
    await check()

    world.advance(until.getTime() - world.context.now().getTime())
    const after = await choose()
    await world.machine.sequence()
    expect(await signersOfHead()).toBe(1)
    for (const id of [old, during, after]) {
      const file = await world.file(team.member, id)
      expect(verdict(file, newPolicy)).toBe('ok')
      expect(verdict(file, bothPolicy)).toBe('ok')
      expect(verdict(file, oldPolicy)).toBe('unknown_key')
    }
    expect(verdict(saved, oldPolicy)).toBe('ok')
    expect(verdict(saved, newPolicy)).toBe('unknown_key')
    expect(verdict(saved, bothPolicy)).toBe('ok')
    expect(await states()).toEqual(['receipt active', 'ledger active', 'ledger retired'])
    await check()
  })

  test('that replaces a stolen one: the policy names the stolen one no more', async () => {
    const { follows } = must(await rotate('ledger'))
    const receipt = await choose()
    await world.machine.sequence()
    world.advance(MINUTE)
    must(await end(follows, 'revoked'))
    await world.machine.sequence()
    await world.machine.takeUp()
    const policy = await world.policyNow()
    expect(policy).toBe(world.policyOf(world.machine.held.keys))
    const file = await world.file(team.member, receipt)
    expect(verdict(file, policy)).toBe('ok')
    const parsed = parseReceiptFile(file)
    if (!parsed.ok) throw new Error(parsed.code)
    const checkpoint = parseTlogProof(parsed.value.proof!).checkpoint
    for (const note of [parsed.value.issuer, checkpoint])
      expect(parseNote(note).signatures).toHaveLength(1)
    const bundle = await findReceiptBundle(team.member, receipt, world.context)
    const part = bundle?.parts.find(({ path }) => path === 'trust.policy')
    expect(new TextDecoder().decode(part?.bytes)).toBe(policy)
    await check()
  })

  test('is followed by another, and a receipt key by another, with all of them side by side', async () => {
    const old = await choose()
    await world.machine.sequence()
    const policies = [world.policyOf(world.machine.held.keys)]
    for (const use of ['ledger', 'receipt', 'ledger'] as const) {
      must(await rotate(use))
      await world.machine.sequence()
      await world.machine.takeUp()
      policies.push(world.policyOf(world.machine.held.keys))
    }
    await choose()
    await world.machine.sequence()
    expect(await signersOfHead()).toBe(3)
    for (const policy of policies)
      expect(verdict(await world.file(team.member, old), policy)).toBe('ok')
    await check()
  })
})

test('a witness that knows both keys goes on through the change, and one that knows the old one is told to stop', async () => {
  const folder = world.machine.folder
  const { verifierKey: old } = world.machine.held.keys
  await world.machine.sequence()
  must(await rotate('ledger'))
  await world.machine.takeUp()
  const { verifierKey: next } = world.machine.held.keys
  const told = await startWitness(join(folder, 'w1'), [old, next])
  const untold = await startWitness(join(folder, 'w2'), [old])
  const collect = async (witness: Witness) =>
    collectCosignature(witness, (await findHead(world.context))!, world.context)
  try {
    expect([await collect(told), await collect(untold)]).toEqual([null, null])
    await choose()
    await world.machine.sequence()
    expect([await collect(told), await collect(untold)]).toEqual([null, null])
    world.advance(2 * DAY)
    const receipt = await choose()
    await world.machine.sequence()
    expect([await collect(told), await collect(untold)]).toEqual([null, 'it answers 403'])
    const quorum = `witness w ${formatVerifierKey(told.key)}\nquorum w\n`
    const policy = `${world.policyOf(world.machine.held.keys)}${quorum}`
    expect(verdict(await world.file(team.member, receipt), policy)).toBe('ok')
  } finally {
    for (const witness of [told, untold]) witness.close()
  }
})

async function startWitness(path: string, logs: readonly VerifierKey[]) {
  const key = openWitnessKey(`${path}.key`, `${basename(path)}.example`)
  const state = openWitnessState(`${path}.state`)
  const complain = (line: string) => expect.unreachable(line)
  const server = witnessServer({ key, logs, state, now: () => 1_772_442_904, complain })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  return {
    key: key.verifierKey,
    url: `http://127.0.0.1:${String(port)}`,
    close() {
      server.closeAllConnections()
      server.close()
    },
  }
}

test('under load, with a machine that hears of new keys late, every receipt verifies and the ledger adds up', async () => {
  const slow = await openMachine(database, world.machine.now, world.machine.folder)
  const teams = [team, ...(await Promise.all([world.team(), world.team(), world.team()]))]
  for (const { admin } of teams.slice(1)) await world.permit(admin, 'meeting_summary')
  const oldPolicy = world.policyOf(world.machine.held.keys)
  const done = new AbortController()
  const sequencing = (async () => {
    while (!done.signal.aborted) await world.machine.sequence(7)
  })()
  const choosing = teams.flatMap(({ member, auditor }, i) =>
    [member, auditor].map(async (person) => {
      for (let n = 0; n < 15; n++) {
        // Half of the acts are signed by the machine that has not heard of the rotation.
        Object.assign(world.context, {
          signer: (i + n) % 2 === 0 ? slow.signer : world.machine.signer,
        })
        await (n % 2 === 0 ? world.include : world.leaveOut)(person, 'meeting_summary')
      }
    }),
  )
  for (const use of ['receipt', 'ledger', 'receipt'] as const) {
    must(await rotate(use))
    await world.machine.takeUp()
  }
  await Promise.all(choosing)
  await slow.takeUp()
  done.abort()
  await sequencing
  while ((await world.machine.sequence(50)).sequenced > 0);
  const newPolicy = world.policyOf(world.machine.held.keys)
  const kids = new Set<string>()
  for (const { account } of teams) {
    let receipts = 0
    for await (const { bytes } of listReceiptFiles(commandLine, account.id, world.context)) {
      expect(verdict(bytes, oldPolicy)).toBe('ok')
      expect(verdict(bytes, newPolicy)).toBe('ok')
      const parsed = parseReceiptFile(bytes)
      if (parsed.ok) kids.add(parsed.value.jwt.split('.')[0]!)
      receipts += 1
    }
    expect(receipts).toBeGreaterThan(30)
  }
  expect(kids.size).toBeGreaterThan(1)
  await check()
})

describe('every no', () => {
  test.each([
    { kind: 'operator', personId: 'x', personName: 'O', subjectId: 'x' } as const,
    { kind: 'api_client', subjectId: 'x', accountId: null, scopes: [] } as const,
  ])('$kind may not: keys are the command line’s', async (principal) => {
    const input = { use: 'receipt' as const, ...rotation }
    const forbidden = { ok: false, code: 'forbidden' }
    expect(await rotateKey(principal, input, world.machine)).toEqual(forbidden)
    expect(await rotateKey(team.owner, input, world.machine)).toEqual(forbidden)
    const ending = { keyId: 'x', kind: 'retired' as const, reason }
    expect(await endKey(principal, ending, world.machine)).toEqual(forbidden)
    expect(readdirSync(world.machine.folder)).toHaveLength(2)
  })

  test('a key without a successor, none at all, one that has ended, one that was just followed', async () => {
    const { receipt, ledger } = world.machine.held.keys
    expect(await end('nobody', 'retired')).toEqual({ ok: false, code: 'key_unknown' })
    for (const id of [receipt.id, ledger.id])
      for (const kind of ['retired', 'revoked'] as const)
        expect(await end(id, kind)).toEqual({ ok: false, code: 'key_active' })
    must(await rotate('receipt'))
    expect(await end(receipt.id, 'revoked')).toEqual({ ok: false, code: 'key_just_followed' })
    world.advance(MINUTE)
    const { until } = must(await end(receipt.id, 'retired'))
    expect(until).toEqual(world.context.now())
    expect(await end(receipt.id, 'retired')).toEqual({ ok: false, code: 'key_ended' })
    must(await end(receipt.id, 'revoked'))
    expect(await end(receipt.id, 'revoked')).toEqual({ ok: false, code: 'key_ended' })
  })

  test('two at once: one wins, and the other is told', async () => {
    const both = await Promise.all([rotate('ledger'), rotate('ledger')])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, code: 'conflict' })
    world.advance(MINUTE)
    const { follows } = must(both.find(({ ok }) => ok)!)
    const ends = await Promise.all([end(follows, 'retired'), end(follows, 'retired')])
    expect(ends.map(({ ok }) => ok).sort()).toEqual([false, true])
    await world.machine.sequence()
    await check()
  })

  test('a database that no program was started on', async () => {
    await closeDatabase(database)
    await at.reset()
    database = openDatabase(at.url)
    const nowhere = { ...world.machine, database }
    const input = { use: 'receipt' as const, ...rotation }
    const unopened = { ok: false, code: 'ledger_unopened' }
    expect(await rotateKey(commandLine, input, nowhere)).toEqual(unopened)
    const ending = { keyId: 'x', kind: 'retired' as const, reason }
    expect(await endKey(commandLine, ending, nowhere)).toEqual(unopened)
  })
})

describe('files that are not here', () => {
  test('a machine without the new key goes on with the old one, says what it lacks, and stops at its end', async () => {
    const replica = await openMachine(database, world.machine.now)
      .then(() => expect.unreachable())
      .catch((error: unknown) => String(error))
    expect(replica).toMatch(
      /is not in .*\. Copy .*\.pem there from the machine where it was made\.$/,
    )

    const { keyId } = must(await rotate('receipt'))
    const record = (await loadSigningRecord(database))!
    const away = join(world.machine.folder, 'away')
    renameSync(world.machine.pem(keyId), away)
    const keys = ledgerKeysOf(record, world.machine.folder, world.context.now())
    expect(keys.receipt.id).toBe(world.machine.held.keys.receipt.id)
    expect(keys.missing).toEqual([expect.stringMatching(new RegExp(`^The receipt key ${keyId} `))])
    world.advance(DAY)
    expect(() => ledgerKeysOf(record, world.machine.folder, world.context.now())).toThrow(keyId)
    renameSync(away, world.machine.pem(keyId))
    await world.machine.takeUp()
    expect(world.machine.held.keys.receipt.id).toBe(keyId)
    expect(world.machine.held.keys.missing).toEqual([])
  })

  test('a worker without the new ledger key signs nothing half; once it has it, nothing is lost', async () => {
    const { keyId } = must(await rotate('ledger'))
    const away = join(world.machine.folder, 'away')
    renameSync(world.machine.pem(keyId), away)
    const receipt = await choose()
    await expect(world.machine.sequence()).rejects.toMatchObject({ code: 'KEY_MISSING' })
    await expect(world.machine.sequence()).rejects.toThrow(
      `The ledger key ${keyId} signs checkpoints`,
    )
    renameSync(away, world.machine.pem(keyId))
    await sequenceSoon(world.machine)
    expect(verdict(await world.file(team.member, receipt), await world.policyNow())).toBe('ok')
    await check()
  })

  test('a program that starts waits for the file of the newest key', async () => {
    const { keyId } = must(await rotate('ledger'))
    renameSync(world.machine.pem(keyId), join(world.machine.folder, 'away'))
    const starting = openMachine(database, world.machine.now, world.machine.folder)
    await expect(starting).rejects.toThrow(`The ledger key ${keyId} of this database is not in`)
  })

  test('what is lost for good is replaced when that is said, and not otherwise', async () => {
    const old = await choose()
    await world.machine.sequence()
    const { receipt, ledger } = world.machine.held.keys
    renameSync(world.machine.pem(receipt.id), join(world.machine.folder, 'lost'))
    expect(await rotate('receipt')).toEqual({ ok: false, code: 'key_file_missing' })
    expect(await rotate('ledger')).toEqual({ ok: false, code: 'key_file_missing' })
    must(await rotate('receipt', { isLost: true }))
    await world.machine.takeUp()

    renameSync(world.machine.pem(ledger.id), join(world.machine.folder, 'lost'))
    expect(await rotate('ledger')).toEqual({ ok: false, code: 'key_file_missing' })
    const waiting = await choose()
    await world.leaveOut(team.auditor, 'meeting_summary')
    must(await rotate('ledger', { isLost: true }))
    const worker = await openMachine(database, world.machine.now, world.machine.folder)
    world.advance(1_000)
    // A batch that ends before the entry of the new key would need the lost one.
    await expect(worker.sequence(1)).rejects.toMatchObject({ code: 'KEY_OVER' })
    await sequenceSoon(worker, 1_000)
    const policy = world.policyOf(worker.held.keys)
    for (const id of [old, waiting])
      expect(verdict(await world.file(team.member, id), policy)).toBe('ok')
    expect(await checkLedger({ database, keys: worker.held.keys })).toMatchObject({ ok: true })
  })

  test('a file that was written when nothing came of it is named by nothing', async () => {
    const broken = { ...world.machine, database: { ...database, pool: breaking(database.pool) } }
    const input = { use: 'receipt' as const, ...rotation }
    await expect(rotateKey(commandLine, input, broken)).rejects.toThrow('the connection is gone')
    expect(readdirSync(world.machine.folder)).toHaveLength(3)
    expect(await states()).toEqual(['receipt active', 'ledger active'])
    must(await rotate('receipt'))
    expect(await states()).toEqual(['receipt active', 'receipt retiring', 'ledger active'])
  })
})

/** Lets reads through, and fails every append. */
function breaking(pool: Database['pool']): Database['pool'] {
  return new Proxy(pool, {
    get(target, member) {
      if (member !== 'query') return Reflect.get(target, member) as unknown
      return (query: string | { text: string }, values?: unknown[]) => {
        const text = typeof query === 'string' ? query : query.text
        if (/^(WITH part|INSERT)/.test(text)) throw new Error('the connection is gone')
        return target.query(text, values ?? (query as { values?: unknown[] }).values)
      }
    },
  })
}

test('the key set shows every key there ever was, with what became of it', async () => {
  const { receipt, ledger } = world.machine.held.keys
  must(await rotate('receipt'))
  world.advance(MINUTE)
  must(await end(receipt.id, 'revoked'))
  const { keys } = await getKeySet(world.context)
  expect(keys.map(({ signs, status }) => `${signs} ${status}`)).toEqual([
    'statements active',
    'statements revoked',
    'checkpoints active',
  ])
  expect(keys.map(({ kid }) => kid).slice(1)).toEqual([receipt.id, ledger.id])
  const at = Date.parse('2026-03-02T09:00:00Z') / 1000
  expect(keys[1]).toMatchObject({
    ...{ kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', key_ops: ['verify'] },
    ...{ nbf: at, exp: at + 60, revoked: { revoked_at: at + 60, reason: 'Its disk was stolen.' } },
  })
  expect(keys[0]).not.toHaveProperty('exp')
})

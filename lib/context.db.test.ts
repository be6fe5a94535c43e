import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { formatVerifierKey, verifierKey, type NoteAlgorithm } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { testDatabase } from '../test-support/database.ts'
import { rotateKey } from './commands/rotate-key.ts'
import { appContext, closeContext, isReady, withKeys } from './context.ts'

const database = await testDatabase()
const surroundings = globalThis as { assentEnv?: unknown }
let dataDir: string

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'assent-context-'))
  set({ DATA_DIR: dataDir, DATABASE_URL: database.url, PUBLIC_URL: 'https://portal.example' })
})

afterEach(async () => {
  vi.useRealTimers()
  await closeContext()
  await database.reset()
  rmSync(dataDir, { recursive: true })
})

test('a process opens one context, however often it is asked for', async () => {
  const [first, second] = await Promise.all([appContext(), appContext()])
  expect(first).toBe(second)
  expect(first.keys.origin).toBe('portal.example/ledger')
})

test('the trust policy is the ledger’s key, written where it is missing or says something else', async () => {
  const policy = join(dataDir, 'trust.policy')
  await appContext()
  const written = readFileSync(policy, 'utf8')
  expect(written).toMatch(/^log portal\.example\/ledger\+[0-9a-f]{8}\+[A-Za-z0-9+/]+=*\n$/)
  writeFileSync(policy, 'log of.another+00000000+AAAA\n')
  await closeContext()
  await appContext()
  expect(readFileSync(policy, 'utf8')).toBe(written)
})

test('the same keys sign after a restart', async () => {
  const { keys } = await appContext()
  await closeContext()
  expect((await appContext()).keys.certificate).toBe(keys.certificate)
})

test('a key that was rotated is taken up by whoever asks again seconds later, without a restart', async () => {
  const before = await appContext()
  const rotate = (use: 'ledger' | 'receipt') =>
    withKeys((keys) =>
      rotateKey(
        { kind: 'command_line' },
        { use, overlapMs: 60_000, reason: 'A test.', isLost: false },
        keys,
      ),
    )
  const made = [await rotate('receipt'), await rotate('ledger')]
  const [receipt, ledger] = made.map((each) => (each.ok ? each.value.keyId : each.code))
  expect(await appContext()).toBe(before)
  later(5_000)
  const [one, other] = await Promise.all([appContext(), appContext()])
  expect(one).toBe(other)
  expect([one.keys.receipt.id, one.keys.ledger.id]).toEqual([receipt, ledger])
  expect(one.signer.kid).toBe(receipt)
  expect(one.database).toBe(before.database)
  expect(readFileSync(join(dataDir, 'trust.policy'), 'utf8').split('\n')).toHaveLength(3)
  later(10_000)
  expect(await appContext()).toBe(one)
})

test('a machine that lacks a new key goes on until the old one ends, and then says what to copy', async () => {
  await appContext()
  const rotation = { use: 'receipt' as const, overlapMs: 60_000, reason: 'A test.', isLost: false }
  const made = await withKeys((keys) => rotateKey({ kind: 'command_line' }, rotation, keys))
  const { keyId, follows } = made.ok ? made.value : expect.unreachable()
  rmSync(join(dataDir, 'keys', `${keyId}.pem`))
  later(30_000)
  const { keys, signer } = await appContext()
  expect(signer.kid).toBe(follows)
  expect(keys.missing).toEqual([expect.stringContaining(keyId)])
  later(61_000)
  await expect(appContext()).rejects.toThrow(`The receipt key ${keyId} of this database is not in`)
  expect(await isReady()).toBe(false)
})

test('a portal that moved is told that its ledger keeps its name', async () => {
  expect((await appContext()).warnings).toEqual([])
  await closeContext()
  set({ PUBLIC_URL: 'https://elsewhere.example' })
  const { keys, warnings } = await appContext()
  expect(keys.origin).toBe('portal.example/ledger')
  expect(warnings).toEqual([expect.stringContaining('"portal.example/ledger"')])
})

test('witnesses are pairs of a key and a URL, and each wrong one is named in a line', async () => {
  expect((await appContext()).witnesses).toEqual([])
  const key = vkeyOf('cosignature')
  for (const [setting, urls] of [
    [`${key} https://w.example/`, ['https://w.example']],
    [
      ` ${key}  http://127.0.0.1:8090/a , ${key} https://b `,
      ['http://127.0.0.1:8090/a', 'https://b'],
    ],
    [' , ', []],
  ] as const) {
    await closeContext()
    set({ WITNESSES: setting })
    expect((await appContext()).witnesses.map(({ url }) => url)).toEqual(urls)
  }
  for (const wrong of ['https://w.example', key, `${key} ftp://w`, `${key} https://a https://b`]) {
    await closeContext()
    set({ WITNESSES: wrong })
    await expect(async () => appContext()).rejects.toThrow(
      /^WITNESSES is wrong: expected pairs .*\.$/,
    )
  }
  for (const wrong of [key.replace(/[0-9a-f]{8}/, '00000000'), vkeyOf('ed25519')]) {
    set({ WITNESSES: `${wrong} https://w.example` })
    await expect(async () => appContext()).rejects.toThrow(
      /^WITNESSES is wrong: .* is no witness's key: /,
    )
  }
  set({ WITNESSES: '' })
})

test('a role that owns the tables is refused', async () => {
  set({ DATABASE_URL: database.ownerUrl })
  await expect(appContext()).rejects.toThrow('owns the tables')
})

test('a database without tables, and one that does not answer, are each named in a line', async () => {
  set({ DATABASE_URL: Object.assign(new URL(database.url), { pathname: 'postgres' }).href })
  await expect(appContext()).rejects.toThrow('prisma migrate deploy')
  set({ DATABASE_URL: Object.assign(new URL(database.url), { port: '1' }).href })
  await expect(appContext()).rejects.toThrow(/^The database does not answer: .*ECONNREFUSED.*\.$/)
  expect(await isReady()).toBe(false)
})

test('a failure is not kept: the next call tries again', async () => {
  set({ DATABASE_URL: database.ownerUrl })
  await expect(appContext()).rejects.toThrow()
  set({ DATABASE_URL: database.url })
  expect((await appContext()).publicUrl).toBe('https://portal.example')
  expect(await isReady()).toBe(true)
})

/** So many milliseconds from now on; nothing waits for them. */
function later(milliseconds: number): void {
  const now = Date.now()
  vi.useFakeTimers({ toFake: ['Date'], now: now + milliseconds })
}

/** Settings are parsed once a process; a test has several. */
function set(settings: Readonly<Record<string, string>>): void {
  Object.assign(process.env, settings)
  delete surroundings.assentEnv
}

function vkeyOf(algorithm: NoteAlgorithm): string {
  const publicKey = new Uint8Array(32).fill(7)
  return formatVerifierKey(verifierKey('w.example', publicKey, algorithm, nodeCrypto))
}

import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import {
  appendLeaves,
  EMPTY_EDGE,
  encodeEntryBundle,
  edgeRoot,
  formatVerifierKey,
  hashAtFromTiles,
  leafHash,
  openNote,
  parseEntryBundle,
  parseCheckpoint,
  parseVerifierKey,
  tilePath,
  tilesOf,
  inclusionProof,
  inclusionRanges,
  verifyInclusion,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { publishLedger } from '#lib/commands/publish-ledger.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { appendBareActs } from '../../test-support/bare-acts.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { readWholeLog } from '../../test-support/read-whole-log.ts'
import { openWorld, type World } from '../../test-support/world.ts'
import { GET as getCheckpoint } from './checkpoint/route.ts'
import { GET as getKeySet } from './key-set/route.ts'
import { GET as getTileRoute } from './tile/[...path]/route.ts'
import { GET as getVkey } from './vkey/route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
let world: World
const ledgerDir = join(mkdtempSync(join(tmpdir(), 'assent-ledger-')), 'ledger')
vi.mock('#lib/context.ts', () => ({
  appContext: () => Promise.resolve({ ...world.context, ledgerDir }),
}))

afterAll(async () => {
  await closeDatabase(database)
  rmSync(dirname(ledgerDir), { recursive: true })
})

describe('before the first entry', () => {
  test('there is no checkpoint, no key and no tile', async () => {
    world = { context: { database, now: () => new Date(), digestOf: String } } as unknown as World
    expect(await (await get(getKeySet)).json()).toEqual({ keys: [] })
    for (const response of [await get(getCheckpoint), await get(getVkey), await getTile('0/000')]) {
      expect(response.status).toBe(404)
      expect(response.headers.get('content-type')).toBe('application/problem+json')
    }
  })
})

describe('a ledger of 600 entries and more', () => {
  beforeAll(async () => {
    world = await openWorld(database)
    await keepKeys(world)
    await world.sequence()
    await appendBareActs(database, 600)
    await world.sequence()
  })

  test('anyone can rebuild the tree from its entries, and the signed root is theirs', async () => {
    const key = parseVerifierKey((await text(await get(getVkey))).trimEnd(), nodeCrypto)
    const checkpoint = await readCheckpoint()
    expect(key).toEqual(world.keys.verifierKey)
    const hashes = await allLeafHashes(checkpoint.size)
    const { edge } = appendLeaves(EMPTY_EDGE, hashes, nodeCrypto)
    expect(hex(edgeRoot(edge, nodeCrypto))).toBe(hex(checkpoint.rootHash))
  })

  test('a reader that shares no code with us walks it over HTTP, from the checkpoint and the tiles', async () => {
    const vkey = (await text(await get(getVkey))).trimEnd()
    const { prefix, close } = await serve()
    try {
      const entries = await readWholeLog(prefix, vkey)
      const { rows } = await database.pool.query<{ leaf: Buffer }>(
        'SELECT leaf FROM entry ORDER BY index',
      )
      expect(entries.map(String)).toEqual(rows.map(({ leaf }) => String(leaf)))
      const other = parseVerifierKey(vkey, nodeCrypto)
      const forged = formatVerifierKey({ ...other, publicKey: new Uint8Array(32).fill(1) })
      await expect(readWholeLog(prefix, forged)).rejects.toThrow('not signed')
    } finally {
      close()
    }
  })

  test('every key stands in a key set, by which JOSE libraries verify statements as they stand', async () => {
    const response = await get(getKeySet)
    expect(response.headers.get('content-type')).toBe('application/jwk-set+json')
    expect(response.headers.get('cache-control')).toBe('public, max-age=300')
    const set = (await response.json()) as { keys: (JWK & { signs: string; status: string })[] }
    expect(set.keys.map((key) => [key.kid, key.signs, key.status])).toEqual([
      [world.keys.receipt.id, 'statements', 'active'],
      [world.keys.ledger.id, 'checkpoints', 'active'],
    ])
    for (const key of set.keys) expect(await calculateJwkThumbprint(key)).toBe(key.kid)
    const { rows } = await database.pool.query<{ jws: string }>('SELECT jws FROM receipt LIMIT 3')
    for (const { jws } of rows) {
      const { protectedHeader } = await compactVerify(jws, createLocalJWKSet(set))
      expect(protectedHeader).toMatchObject({ typ: 'vc+jwt', kid: world.keys.receipt.id })
    }
    const tag = response.headers.get('etag')!
    const again = await get(getKeySet, { 'if-none-match': tag })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('who polls a ledger that rests is answered without a body', async () => {
    const first = await get(getCheckpoint)
    const tag = first.headers.get('etag')!
    const again = await get(getCheckpoint, { 'if-none-match': tag })
    expect([again.status, await again.text()]).toEqual([304, ''])
    expect(again.headers.get('etag')).toBe(tag)
    await appendBareActs(database, 1)
    await world.sequence()
    const grown = await get(getCheckpoint, { 'if-none-match': tag })
    expect(grown.status).toBe(200)
    expect(grown.headers.get('etag')).not.toBe(tag)
  })

  test('entries are compressed for who takes it, and hashes, which have nothing to gain, are not', async () => {
    const plain = await getTile('entries/000')
    expect([plain.headers.get('content-encoding'), plain.headers.get('vary')]).toEqual([
      null,
      'accept-encoding',
    ])
    const whole = await bytes(plain)
    for (const accepted of ['gzip', 'br;q=1.0, GZIP;q=0.5', 'identity, gzip']) {
      const answer = await getTile('entries/000', { 'accept-encoding': accepted })
      expect(answer.headers.get('content-encoding')).toBe('gzip')
      const body = await bytes(answer)
      expect(body.length).toBeLessThan(0.8 * whole.length)
      expect(new Uint8Array(gunzipSync(body))).toEqual(whole)
    }
    for (const refused of ['identity', 'gzip;q=0', 'br, gzip; q=0.0'])
      expect(await bytes(await getTile('entries/000', { 'accept-encoding': refused }))).toEqual(
        whole,
      )
    const hashes = await getTile('0/000', { 'accept-encoding': 'gzip' })
    expect(hashes.headers.get('content-encoding')).toBeNull()
  })

  test('full tiles come from the published folder where it is this ledger’s, and else from the database', async () => {
    const paths = ['0/000', 'entries/001']
    const stored = await Promise.all(paths.map(async (path) => bytes(await getTile(path))))
    const marked = new Uint8Array(8192).fill(7)
    const mark = () => {
      for (const path of paths) writeFileSync(join(ledgerDir, 'tile', path), marked)
    }
    const served = () => Promise.all(paths.map(async (path) => bytes(await getTile(path))))
    await publishLedger({ database, ledgerDir })
    const checkpoint = readFileSync(join(ledgerDir, 'checkpoint'), 'utf8')
    const stranger = checkpoint.replace(/\n.{43}=\n/, `\n${'A'.repeat(43)}=\n`)
    writeFileSync(join(ledgerDir, 'checkpoint'), stranger)
    mark()
    expect(await served(), 'another ledger’s folder').toEqual(stored)
    writeFileSync(join(ledgerDir, 'checkpoint'), checkpoint)
    expect(await served()).toEqual([marked, marked])
    expect((await bytes(await getTile('0/000.p/3'))).length).toBe(96)
    writeFileSync(join(ledgerDir, 'tile/0/000'), 'cut short')
    rmSync(join(ledgerDir, 'tile/entries/001'))
    expect(await served(), 'what is damaged or gone').toEqual(stored)
    rmSync(ledgerDir, { recursive: true })
  })

  test('an inclusion proof can be made from the tiles alone', async () => {
    const { size, rootHash: root } = await readCheckpoint()
    const hashes = await allLeafHashes(size)
    for (const index of [0, 255, 256, size - 1]) {
      const tiles = new Map<string, Uint8Array>()
      for (const tile of tilesOf(inclusionRanges(index, size), size)) {
        const response = await getTile(tilePath(tile).slice('tile/'.length))
        tiles.set(`${String(tile.level)}/${String(tile.index)}`, await bytes(response))
      }
      const hashAt = hashAtFromTiles(
        (level, tile) => tiles.get(`${String(level)}/${String(tile)}`)!,
        nodeCrypto,
      )
      const proof = inclusionProof(index, size, hashAt, nodeCrypto)
      const claim = { leafHash: hashes[index]!, index, size, proof, root }
      expect(verifyInclusion(claim, nodeCrypto)).toBe(true)
    }
  })

  test('a tile is served at every width it ever had, and never changes', async () => {
    const full = await bytes(await getTile('0/001'))
    expect(full.length).toBe(8192)
    for (const width of [1, 2, 100, 255])
      expect(await bytes(await getTile(`0/001.p/${String(width)}`))).toEqual(
        full.subarray(0, width * 32),
      )
    const roots = await bytes(await getTile('1/000.p/2'))
    expect((await getTile('1/000.p/1')).status).toBe(200)
    expect(roots.length).toBe(64)
    expect((await getTile('1/000.p/3')).status).toBe(404)
    const entries = await bytes(await getTile('entries/000.p/3'))
    await appendBareActs(database, 300)
    await world.sequence()
    expect(await bytes(await getTile('0/001'))).toEqual(full)
    expect(await bytes(await getTile('1/000.p/2'))).toEqual(roots)
    expect(await bytes(await getTile('entries/000.p/3'))).toEqual(entries)
    expect((await getTile('1/000.p/3')).status).toBe(200)
  })

  test('the headers say what may be kept, and for how long', async () => {
    const tile = await getTile('0/000')
    expect(tile.headers.get('content-type')).toBe('application/octet-stream')
    expect(tile.headers.get('cache-control')).toContain('immutable')
    const checkpoint = await get(getCheckpoint)
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8')
    expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=1')
    expect(await text(await get(getVkey))).toMatch(/^portal\.test\/ledger\+[0-9a-f]{8}\+[^\n]+\n$/)
  })

  test.each([
    '0/004',
    '0/000.p/0',
    '0/000.p/256',
    '0/000.p/01',
    '0/0',
    '0/x000/000',
    '00/000',
    '2/000',
    '63/000',
    '64/000',
    'entries/004',
    'entries/003.p/255',
    'entries/x900/x000/x000/x000/x000/000',
    '0/x009/x007/x199/x254/x740/991',
    '0/000/',
    '',
    '0/-01',
    "0/000'--",
  ])('%j is no tile: 404', async (path) => {
    const response = await getTile(path)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })
})

const url = 'https://portal.test/ledger'

function get(route: typeof getCheckpoint, headers: Record<string, string> = {}): Promise<Response> {
  return route(new Request(url, { headers }), { params: Promise.resolve({}) })
}

/** The routes behind a server of this machine. */
async function serve(): Promise<{ prefix: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = request.url?.replace('/ledger/', '') ?? ''
    void (path === 'checkpoint' ? get(getCheckpoint) : getTile(path.replace('tile/', ''))).then(
      async (answer) => {
        response.writeHead(answer.status, Object.fromEntries(answer.headers))
        response.end(new Uint8Array(await answer.arrayBuffer()))
      },
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  return { prefix: `http://127.0.0.1:${String(port)}/ledger`, close: () => server.close() }
}

function getTile(path: string, headers: Record<string, string> = {}): Promise<Response> {
  return getTileRoute(new Request(url, { headers }), {
    params: Promise.resolve({ path: path.split('/') }),
  })
}

async function text(response: Response): Promise<string> {
  expect(response.status).toBe(200)
  return response.text()
}

async function bytes(response: Response): Promise<Uint8Array> {
  expect(response.status).toBe(200)
  return new Uint8Array(await response.arrayBuffer())
}

async function readCheckpoint() {
  const opened = openNote(
    await text(await get(getCheckpoint)),
    [world.keys.verifierKey],
    nodeCrypto,
  )
  if (!opened.ok) throw new Error(opened.code)
  return parseCheckpoint(opened.text)
}

/** As a monitor reads a log: every bundle of entries, each hashed. */
async function allLeafHashes(size: number): Promise<Uint8Array[]> {
  const hashes: Uint8Array[] = []
  for (let first = 0; first < size; first += 256) {
    const width = Math.min(256, size - first)
    const index = String(first / 256).padStart(3, '0')
    const bundle = await bytes(
      await getTile(`entries/${index}${width < 256 ? `.p/${String(width)}` : ''}`),
    )
    const entries = parseEntryBundle(bundle, width)
    expect(encodeEntryBundle(entries)).toEqual(bundle)
    hashes.push(...entries.map((entry) => leafHash(entry, nodeCrypto)))
  }
  return hashes
}

function hex(value: Uint8Array): string {
  return Buffer.from(value).toString('hex')
}

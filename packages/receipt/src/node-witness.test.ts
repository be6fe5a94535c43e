import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { assentWitness } from './cli-witness.ts'
import { nodeCrypto } from './node-crypto.ts'
import { openWitnessKey } from './node-witness-key.ts'
import { openWitnessState, type WitnessState } from './node-witness-state.ts'
import { witnessServer } from './node-witness.ts'
import { openNote } from './signed-note.ts'
import { mockLog } from './testdata/mock-log.ts'
import { formatVerifierKey, parseVerifierKey } from './verifier-key.ts'

const log = mockLog()
const fork = mockLog(log.origin, 1, 'other')
const TIME = 1_772_000_000

let folder: string
let servers: Server[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assent-witness-'))
})
afterEach(async () => {
  await Promise.all(servers.map(stop))
  servers = []
  rmSync(folder, { recursive: true })
})

describe('over HTTP', () => {
  test('a checkpoint that continues the last is cosigned, by a key and at a time', async () => {
    const { post, key } = await start()
    for (const [from, to] of [
      [0, 3],
      [3, 700],
      [700, 700],
    ] as const) {
      const { status, body } = await post(log.submission(from, to))
      expect(status).toBe(200)
      expect(body).toMatch(/^— witness\.example\/w1 [A-Za-z0-9+/]+={0,2}\n$/)
      const note = `${log.checkpoint(to)}${body}`
      const opened = openNote(note, [log.vkey, key.verifierKey], nodeCrypto)
      expect(opened.ok && opened.signers).toEqual([log.vkey, key.verifierKey])
    }
  })

  test('where it stands is said by a 409, in the form that the specification asks for', async () => {
    const { post } = await start()
    expect(await post(log.submission(5, 6))).toMatchObject({ status: 409, body: '0\n' })
    await post(log.submission(0, 5))
    expect(await post(log.submission(0, 6))).toMatchObject({
      status: 409,
      body: '5\n',
      type: 'text/x.tlog.size',
    })
  })

  test('a fork that is shown to it is refused, whatever it is said to begin with', async () => {
    const { post, state } = await start()
    await post(log.submission(0, 5))
    const before = state.find(log.origin)
    expect((await post(fork.submission(5, 9))).status).toBe(422)
    expect((await post(fork.submission(5, 5))).status).toBe(422)
    expect((await post(fork.submission(0, 9))).status).toBe(409)
    expect(state.find(log.origin)).toBe(before)
    expect((await post(log.submission(5, 9))).status).toBe(200)
  })

  test.each([
    ['GET', '/add-checkpoint', undefined, 405],
    ['POST', '/', 'old 0\n', 404],
    ['POST', '/add-checkpoint', '', 400],
    ['POST', '/add-checkpoint', Buffer.of(0xff, 0xfe), 400],
    ['POST', '/add-checkpoint', 'x'.repeat(70_000), 413],
    ['POST', '/add-checkpoint', mockLog('stranger.example').submission(0, 1), 404],
    ['POST', '/add-checkpoint', mockLog(log.origin, 7).submission(0, 1), 403],
    ['GET', `/${'0'.repeat(64)}/checkpoint`, undefined, 404],
  ])('%s %s: %#', async (method, path, body, status) => {
    const { url } = await start()
    const response = await fetch(`${url}${path}`, {
      method,
      ...(body === undefined ? {} : { body }),
    })
    expect(response.status).toBe(status)
  })

  test('a monitor is shown what was cosigned last, and nothing before there is any', async () => {
    const { url, post, key } = await start()
    const digest = Buffer.from(nodeCrypto.sha256(Buffer.from(log.origin))).toString('hex')
    const show = () => fetch(`${url}/${digest}/checkpoint`)
    expect((await show()).status).toBe(404)
    const { body } = await post(log.submission(0, 5))
    const note = await (await show()).text()
    expect(note).toBe(`${log.checkpoint(5)}${body}`)
    expect(openNote(note, [key.verifierKey], nodeCrypto).ok).toBe(true)
  })

  test('of many that submit at once from one size, one tree wins and never goes back', async () => {
    const { post, state } = await start()
    await post(log.submission(0, 5))
    const sizes = Array.from({ length: 40 }, (_, i) => 6 + (i % 20))
    const answers = await Promise.all(
      sizes.map((size, i) => post((i % 2 === 0 ? log : fork).submission(5, size))),
    )
    const cosigned = answers.filter(({ status }) => status === 200)
    expect(cosigned).toHaveLength(1)
    for (const { status } of answers) expect([200, 409, 422]).toContain(status)
    const winner = sizes[answers.findIndex(({ status }) => status === 200)]
    expect(state.find(log.origin)).toContain(`${log.origin}\n${String(winner)}\n`)
  })
})

describe('what it must not forget', () => {
  test('outlives a restart', async () => {
    const first = await start()
    await first.post(log.submission(0, 5))
    await stop(first.server)
    const again = await start()
    expect(again.key.verifierKey).toEqual(first.key.verifierKey)
    expect(await again.post(fork.submission(0, 9))).toMatchObject({ status: 409, body: '5\n' })
    expect((await again.post(log.submission(5, 6))).status).toBe(200)
  })

  test('stopped after it stored and before it answered, it says where it stands', async () => {
    const { post, complaints } = await start((state) => ({
      ...state,
      keep(note) {
        state.keep(note)
        throw new Error('stopped here')
      },
    }))
    expect((await post(log.submission(0, 5))).status).toBe(500)
    expect(complaints).toEqual(['stopped here'])
    const again = await start()
    expect(await again.post(fork.submission(0, 5))).toMatchObject({ status: 409, body: '5\n' })
    expect((await again.post(log.submission(5, 5))).status).toBe(200)
  })

  test('what cannot be stored is not cosigned', async () => {
    const { post } = await start((state) => ({
      ...state,
      keep() {
        throw new Error('the disk is full')
      },
    }))
    const { status, body } = await post(log.submission(0, 5))
    expect([status, body]).toEqual([500, 'The witness cannot answer.\n'])
    expect((await (await start()).post(fork.submission(0, 5))).status).toBe(200)
  })

  test('a write that stopped half way leaves the state as it was', async () => {
    const { post } = await start()
    await post(log.submission(0, 5))
    writeFileSync(join(folder, 'witness.state.new'), '{"half')
    expect((await (await start()).post(log.submission(5, 6))).status).toBe(200)
  })

  test.each(['', 'nothing', 'null', '{"log.example/ledger": 5}', '{"another": "note"}'])(
    'with the state %j it does not start',
    (state) => {
      writeFileSync(join(folder, 'witness.state'), state)
      expect(() => openWitnessState(join(folder, 'witness.state'))).toThrow()
    },
  )
})

describe('its key', () => {
  const path = () => join(folder, 'witness.key')

  test('is made once, for its owner only', () => {
    const key = openWitnessKey(path(), 'witness.example/w1')
    if (process.platform !== 'win32') expect(statSync(path()).mode & 0o777).toBe(0o600)
    expect(openWitnessKey(path(), null).verifierKey).toEqual(key.verifierKey)
    const vkey = formatVerifierKey(key.verifierKey)
    expect(parseVerifierKey(vkey, nodeCrypto)).toMatchObject({ algorithm: 'cosignature' })
  })

  test('is not made without a name, and has no second one', () => {
    expect(() => openWitnessKey(path(), null)).toThrow(/--name/)
    expect(existsSync(path())).toBe(false)
    openWitnessKey(path(), 'witness.example/w1')
    expect(() => openWitnessKey(path(), 'other')).toThrow(/witness\.example\/w1, and not of other/)
  })

  test('is refused where a letter of it was changed', () => {
    openWitnessKey(path(), 'w1')
    const text = readFileSync(path(), 'utf8')
    for (const wrong of [
      text.replace('+w1+', '+w2+'),
      text.replace('PRIVATE', 'PUBLIC'),
      text.slice(0, 40),
      text.replace(/.{9}\n$/, 'AAAAAAAA=\n'),
    ]) {
      writeFileSync(path(), wrong)
      expect(() => openWitnessKey(path(), null), wrong).toThrow()
    }
  })
})

describe('assent-witness', () => {
  test('starts, prints its verifier key, and cosigns', async () => {
    const { server, printed } = await run(
      ...['--log', formatVerifierKey(log.vkey), '--name', 'w1', '--port', '0'],
    )
    const [vkey = '', at] = printed
    const { port } = server!.address() as AddressInfo
    expect(at).toBe(`Witnessing ${log.origin} at 127.0.0.1:${String(port)}`)
    const url = `http://127.0.0.1:${String(port)}/add-checkpoint`
    const body = await (await fetch(url, { method: 'POST', body: log.submission(0, 5) })).text()
    const key = parseVerifierKey(vkey, nodeCrypto)
    expect(openNote(`${log.checkpoint(5)}${body}`, [key], nodeCrypto).ok).toBe(true)
  })

  test.each([
    [[], /^Name a log that you trust\.\nUsage/],
    [['--log', 'x'], /three parts/],
    [['--nonsense'], /nonsense/],
    [['--log', formatVerifierKey(log.vkey)], /--name/],
    [['--log', formatVerifierKey(log.vkey), '--name', 'w', '--port', 'x'], /--port/],
  ])('%j is not understood, in a line', async (args, reason) => {
    const { server, printed, complained } = await run(...args)
    expect([server, printed]).toEqual([null, []])
    expect(complained).toHaveLength(1)
    expect(complained[0]).toMatch(reason)
  })
})

async function start(broken: (state: WitnessState) => WitnessState = (state) => state) {
  const key = openWitnessKey(join(folder, 'witness.key'), 'witness.example/w1')
  const state = openWitnessState(join(folder, 'witness.state'))
  const complaints: string[] = []
  const server = witnessServer({
    key,
    logs: [log.vkey],
    state: broken(state),
    now: () => TIME,
    complain: (line) => complaints.push(line),
  }).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  const post = async (body: string) => {
    const response = await fetch(`${url}/add-checkpoint`, { method: 'POST', body })
    const type = response.headers.get('content-type')
    return { status: response.status, type, body: await response.text() }
  }
  return { server, url, key, state, post, complaints }
}

async function run(...args: string[]) {
  const [printed, complained]: [string[], string[]] = [[], []]
  const terminal = {
    folder,
    print: (line: string) => printed.push(line),
    complain: (line: string) => complained.push(line),
  }
  const server = await assentWitness(args, terminal, () => TIME)
  if (server !== null) servers.push(server)
  return { server, printed, complained }
}

async function stop(server: Server): Promise<void> {
  if (!server.listening) return
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
}

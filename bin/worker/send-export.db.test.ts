import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import pg from 'pg'
import S3rver from 's3rver'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { runDueExport, type SendExport } from '#lib/commands/run-due-export.ts'
import { scheduleExport } from '#lib/commands/schedule-export.ts'
import { unscheduleExport } from '#lib/commands/unschedule-export.ts'
import { putObject } from '#lib/delivery/put-object.ts'
import { listExportSchedules } from '#lib/queries/export-schedules.ts'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { keepKeys } from '../../test-support/keep-keys.ts'
import { addManyChoices } from '../../test-support/many-choices.ts'
import { must, openWorld, type Team, type World } from '../../test-support/world.ts'
import { reasonOfFailure, sendExport } from './send-export.ts'

vi.setConfig({ testTimeout: 60_000 })

const at = await testDatabase()
const database = openDatabase(at.url)
const owner = new pg.Pool({ connectionString: at.ownerUrl, max: 1 })
/** As the running programs: of another role nobody ends a connection. */
const killer = new pg.Pool({ connectionString: at.url, max: 1 })
const home = mkdtempSync(join(tmpdir(), 'assent-scheduled-'))
const buckets = join(home, 'buckets')
let store: S3rver
let world: World
let team: Team

beforeAll(async () => {
  mkdirSync(buckets)
  store = new S3rver({
    ...{ address: '127.0.0.1', port: 0, silent: true, directory: buckets },
    configureBuckets: [{ name: 'records' }],
  })
  const { port } = await store.run()
  // As an operator sets them; the SDK reads them at each use.
  vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${String(port)}`)
  vi.stubEnv('AWS_REGION', 'eu-central-1')
  allow('S3RVER', 'S3RVER')
  world = await openWorld(database)
  await keepKeys(world)
  team = await world.team()
  await world.permit(team.admin, 'meeting_summary')
  await world.include(team.member, 'meeting_summary')
  await world.sequence()
})

afterAll(async () => {
  vi.unstubAllEnvs()
  await store.close()
  await closeDatabase(database)
  await owner.end()
  await killer.end()
  rmSync(home, { recursive: true })
})

test('a day that is over is exported once, with its manifest, to a folder and to a store', async () => {
  const folder = join(home, 'out')
  const ids = [await schedule(folder), await schedule('s3://records/of/us', 'csv')]
  expect(await run()).toBe(false)
  nextDay()
  expect([await run(), await run(), await run()]).toEqual([true, true, false])
  const name = `${team.account.slug}-everyone-2026-03-02-2026-03-02`
  expect(readdirSync(folder).toSorted()).toEqual([`${name}.ndjson`, `${name}.ndjson.manifest`])
  const file = readFileSync(join(folder, `${name}.ndjson`))
  expect(file.toString()).toContain('"kind":"choices_made"')
  expectDigest(file, readFileSync(join(folder, `${name}.ndjson.manifest`), 'utf8'))
  expect(await keys()).toEqual([`of/us/${name}.csv`, `of/us/${name}.csv.manifest`])
  const table = await object(`of/us/${name}.csv`)
  expect(table.toString()).toContain(',choices_made,')
  expectDigest(table, (await object(`of/us/${name}.csv.manifest`)).toString())
  nextDay()
  for (const id of ids) must(await unscheduleExport(world.commandLine, id, world.context))
  expect(await run()).toBe(false)
})

test('of several workers one makes it, and whoever stops in the middle leaves it to the next', async () => {
  const id = await schedule(join(home, 'once'))
  nextDay()
  const sizes: number[] = []
  let others: boolean[] = []
  const made = await run(async (due, size) => {
    sizes.push(size)
    others = await Promise.all([run(), run(), run()])
    await sendExport(due, size, context())
  })
  expect({ made, others }).toEqual({ made: true, others: [false, false, false] })
  nextDay()
  // The connection that holds the turn dies while it is sent, and the turn with it.
  const broken = run(async (due, size) => {
    sizes.push(size)
    await sendExport(due, size, context())
    await killer.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND classid = 2611`,
    )
  })
  await expect(broken).rejects.toThrow()
  await world.member(team.account, 'Lea Late')
  await world.sequence()
  const again = await run(async (due, size) => {
    sizes.push(size)
    await sendExport(due, size, context())
  })
  expect(again).toBe(true)
  expect(sizes[2]).toBe(sizes[1])
  expect(await run()).toBe(false)
  must(await unscheduleExport(world.commandLine, id, world.context))
})

test('what fails is told without a credential, and tried again later and later', async () => {
  const id = await schedule('s3://elsewhere/of/us')
  nextDay()
  expect(await run()).toBe(true)
  expect(await lastOf(id)).toMatchObject({ attempts: 1, failure: 'NoSuchBucket', doneAt: null })
  expect(await run()).toBe(false)
  world.clock.advance(30_000)
  allow('NOBODY', 'a-very-secret-key')
  expect(await run()).toBe(true)
  const last = await lastOf(id)
  expect(last).toMatchObject({ attempts: 2, doneAt: null })
  expect(JSON.stringify(last)).not.toMatch(/NOBODY|a-very-secret-key/)
  expect(last!.nextAt.getTime() - world.clock.now().getTime()).toBe(60_000)
  allow('S3RVER', 'S3RVER')
  mkdirSync(join(buckets, 'elsewhere'))
  world.clock.advance(60_000)
  expect(await run()).toBe(true)
  expect(await lastOf(id)).toMatchObject({ failure: null, doneAt: world.clock.now() })
  must(await unscheduleExport(world.commandLine, id, world.context))
})

test('an object that is cut off in the middle is not there', async () => {
  const before = await keys()
  async function* cut() {
    for (let i = 0; i < 300; i++) yield await Promise.resolve(Buffer.alloc(65_536, i))
    throw new Error('the database went away')
  }
  await expect(putObject({ bucket: 'records', key: 'cut' }, cut(), 30_000_000)).rejects.toThrow()
  expect(await keys()).toEqual(before)
})

test('a file of several pieces arrives whole', async () => {
  await addManyChoices(
    owner,
    { ...world.context, keys: world.keys },
    { accountId: team.account.id, count: 2_500 },
  )
  const id = await schedule('s3://records')
  // The rows have the time of the machine, not of the world.
  world.clock.set(new Date().toISOString())
  world.clock.advance('P1D')
  await owner.query(`UPDATE export_schedule SET created_at = now() WHERE id = '${id}'`)
  expect(await run()).toBe(true)
  const day = new Date().toISOString().slice(0, 10)
  const name = `${team.account.slug}-everyone-${day}-${day}.ndjson`
  const file = await object(name)
  expect(file.length).toBeGreaterThan(20_000_000)
  expectDigest(file, (await object(`${name}.manifest`)).toString())
})

test('whoever does not operate schedules nothing, and sees no schedule', async () => {
  for (const somebody of [team.member, team.auditor, team.admin, team.owner]) {
    const wish = { account: team.account.slug, target: home, every: 'day', format: 'csv' } as const
    expect(await scheduleExport(somebody, wish, world.context)).toMatchObject({ code: 'forbidden' })
    expect(await unscheduleExport(somebody, team.account.id, world.context)).toMatchObject({
      code: 'forbidden',
    })
    expect(await listExportSchedules(somebody, world.context)).toBeNull()
  }
  const unknown = await unscheduleExport(world.commandLine, team.account.id, world.context)
  expect(unknown).toMatchObject({ code: 'schedule_unknown' })
})

function context() {
  return { ...world.context, keys: world.keys }
}

function run(send: SendExport = (due, size) => sendExport(due, size, context())) {
  return runDueExport(world.context, send, reasonOfFailure)
}

async function schedule(target: string, format: 'ndjson' | 'csv' = 'ndjson'): Promise<string> {
  const wish = { account: team.account.slug, target, every: 'day', format } as const
  return must(await scheduleExport(world.commandLine, wish, world.context)).id
}

function nextDay(): void {
  world.clock.advance('P1D')
}

async function lastOf(id: string) {
  const all = await listExportSchedules(world.commandLine, world.context)
  return all?.find((each) => each.id === id)?.last
}

function allow(id: string, secret: string): void {
  vi.stubEnv('AWS_ACCESS_KEY_ID', id)
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', secret)
}

function client(): S3Client {
  return new S3Client({ forcePathStyle: true, responseChecksumValidation: 'WHEN_REQUIRED' })
}

async function keys(): Promise<string[]> {
  const { Contents = [] } = await client().send(new ListObjectsV2Command({ Bucket: 'records' }))
  return Contents.map(({ Key = '' }) => Key).toSorted()
}

async function object(key: string): Promise<Buffer> {
  const { Body } = await client().send(new GetObjectCommand({ Bucket: 'records', Key: key }))
  return Buffer.from((await Body?.transformToByteArray()) ?? [])
}

function expectDigest(file: Uint8Array, manifest: string): void {
  expect(manifest).toContain(createHash('sha256').update(file).digest('hex'))
}

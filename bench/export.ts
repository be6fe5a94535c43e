import { once } from 'node:events'
import { createServer, get, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { ReadableStream } from 'node:stream/web'
import { to as copyTo } from 'pg-copy-streams'
import { byteStream } from '#lib/http/byte-stream.ts'
import { readExport } from '#lib/queries/export-file.ts'
import { findExportOf } from '#lib/queries/exports.ts'
import { addManyChoices } from '../test-support/many-choices.ts'
import { must, openWorld } from '../test-support/world.ts'
import type { Line } from './report.ts'
import { alternate, milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

/** A run of either: how fast, and by how much the process grew meanwhile, server and reader together. */
type Run = { readonly megabytesPerSecond: number; readonly grownBy: number }

/**
 * An account's export over HTTP, with looking it up and cutting it, beside a bare COPY of the same statements
 * in any order. In bytes a second, because a line of ours holds more than the statement.
 */
export async function exporting(
  stage: Stage,
  { sizes, rounds }: { readonly sizes: readonly number[]; readonly rounds: number },
): Promise<Line[]> {
  const lines: Line[] = []
  for (const count of sizes) {
    const slug = `export-${String(count)}`
    const world = await openWorld(stage.context.database, stage.context)
    const { id: accountId } = await world.account(slug)
    await addManyChoices(stage.owner, stage.context, { accountId, count })
    await stage.owner.query('VACUUM ANALYZE')
    lines.push(...(await compareAt(stage, { slug, accountId, count, rounds })))
  }
  return lines
}

async function compareAt(
  stage: Stage,
  account: { slug: string; accountId: string; count: number; rounds: number },
): Promise<Line[]> {
  const { slug, accountId, count, rounds } = account
  const growth = { ours: [] as number[], bare: [] as number[] }
  const contestant = (who: keyof typeof growth, serve: Serve) => async () => {
    const { megabytesPerSecond, grownBy } = await download(serve)
    growth[who].push(grownBy)
    return megabytesPerSecond
  }
  const measured = await alternate(
    {
      ours: contestant('ours', (response) => sendExport(stage, slug, response)),
      bare: contestant('bare', (response) => sendCopy(stage, accountId, response)),
    },
    rounds,
  )
  const rows = `${count.toLocaleString('en')} choices`
  return [
    {
      what: `export ${rows} over HTTP`,
      unit: 'MB/s',
      ours: measured.ours,
      control: { what: 'bare COPY over HTTP', values: measured.bare },
      goal: '≥ 0.6',
    },
    {
      what: `memory that exporting ${rows} takes`,
      unit: 'MB',
      // The first of each was not measured: what a process takes once, it takes there.
      ours: growth.ours.slice(1),
      control: null,
      goal: '≤ 100',
    },
  ]
}

type Serve = (response: ServerResponse) => Promise<void>

async function sendExport({ context }: Stage, slug: string, response: ServerResponse) {
  const period = { since: new Date(0), until: new Date('9999-12-31') }
  const wish = { format: 'ndjson', scope: 'everyone', period, size: null } as const
  const file = must(await findExportOf({ kind: 'command_line' }, slug, wish, context))
  const stream = byteStream(readExport(file, { from: 0, until: file.bytes }, context))
  await pipeline(Readable.fromWeb(stream as ReadableStream), response)
}

async function sendCopy({ context }: Stage, accountId: string, response: ServerResponse) {
  const client = await context.database.pool.connect()
  const statement = `COPY (SELECT jws FROM receipt WHERE account_id = '${accountId}') TO STDOUT`
  await pipeline(client.query(copyTo(statement)), response).finally(() => client.release())
}

async function download(serve: Serve): Promise<Run> {
  const server = createServer((_request, response) => {
    serve(response).catch((error: unknown) => response.destroy(error as Error))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const before = process.memoryUsage().rss
  const seen = { bytes: 0, peak: before }
  const ms = await milliseconds(() => readAll(port, seen))
  server.close()
  return {
    megabytesPerSecond: seen.bytes / 1000 / ms,
    grownBy: (seen.peak - before) / 1e6,
  }
}

async function readAll(port: number, seen: { bytes: number; peak: number }): Promise<void> {
  const [response] = (await once(get({ host: '127.0.0.1', port }), 'response')) as [IncomingMessage]
  let next = 0
  for await (const chunk of response) {
    seen.bytes += (chunk as Uint8Array).length
    if (seen.bytes < next) continue
    next = seen.bytes + 1_000_000
    seen.peak = Math.max(seen.peak, process.memoryUsage.rss())
  }
}

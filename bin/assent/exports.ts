import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { z } from 'zod'
import { scheduleExport } from '#lib/commands/schedule-export.ts'
import { unscheduleExport } from '#lib/commands/unschedule-export.ts'
import { appContext } from '#lib/context.ts'
import type { ExportInterval } from '#lib/domain/record/export-schedule.ts'
import type { ExportFormat, ExportWish } from '#lib/domain/record/export-wish.ts'
import { listExportSchedules, type ExportScheduleView } from '#lib/queries/export-schedules.ts'
import { exportName, findExportOf, type AccountExport } from '#lib/queries/exports.ts'
import { exportQuery, exportWish } from '#lib/schemas/export-query.ts'
import { sizeToGoOnWith, writeExport } from '../exports/write-export.ts'
import { commandLine, must, readOptions, reasonOf, whereCalled } from './act.ts'
import { progressOf } from './progress.ts'

export function addExportCommands(program: Command): void {
  const exports = program.command('exports').description('everything of an account, in one file')
  exports
    .command('write')
    .description('write the acts of an account, its members’ too, and a signed manifest')
    .requiredOption('--account <slug>', 'the short name of the account')
    .requiredOption('--out <folder>', 'where to; what was cut off there goes on')
    .addOption(formatOption())
    .option('--from <day>', 'the first day, as 2026-01-01; from the beginning unless given')
    .option('--to <day>', 'the last day; today unless given')
    .option('--size <number>', 'the size of the ledger to export from; as large as it is now')
    .action(write)
  addScheduleCommands(exports)
}

function addScheduleCommands(exports: Command): void {
  exports
    .command('schedule')
    .description('have the worker export an account whenever a period is over')
    .requiredOption('--account <slug>', 'the short name of the account')
    .requiredOption('--to <target>', 'a folder of the worker’s machine, or s3://bucket/prefix')
    .addOption(
      new Option('--every <period>', 'in UTC; weeks begin on Monday')
        .choices(['day', 'week', 'month'])
        .makeOptionMandatory(),
    )
    .addOption(formatOption())
    .action(schedule)
  exports.command('schedules').description('list what is scheduled').action(list)
  exports
    .command('unschedule')
    .description('end a schedule; what was exported stays')
    .argument('<id>')
    .action(unschedule)
}

function formatOption(): Option {
  return new Option('--format <format>', 'ndjson: the signed statements; csv: a row a choice')
    .choices(['ndjson', 'csv'])
    .default('ndjson')
}

type WriteOptions = {
  readonly account: string
  readonly out: string
  readonly format: string
  readonly from?: string
  readonly to?: string
  readonly size?: string
}

async function write({ account, out, ...asked }: WriteOptions): Promise<void> {
  const query = readOptions({ ...asked, scope: 'everyone' }, exportQuery)
  const context = await appContext()
  const folder = whereCalled(out)
  try {
    mkdirSync(folder, { recursive: true })
  } catch (error) {
    throw new Error(`${folder} cannot be written: ${reasonOf(error)}.`, { cause: error })
  }
  const wish: ExportWish = exportWish(query, context.now())
  // A ledger that grew meanwhile makes another file: what was begun goes on with the one it began with.
  const size = wish.size ?? (await sizeToGoOnWith(folder, exportName(account, wish)))
  const file = must(await findExportOf(commandLine, account, { ...wish, size }, context))
  const progress = progressInMegabytes(file)
  const { resumedAt, sha256 } = await writeExport(file, folder, context, progress.at)
  progress.clear()
  if (resumedAt > 0)
    console.log(`Went on behind ${resumedAt.toLocaleString('en')} bytes that were there.`)
  console.log(
    `${join(out, file.name)}: ${file.lines.toLocaleString('en')} lines, ${file.bytes.toLocaleString('en')} bytes, SHA-256 ${sha256}`,
  )
}

/** A step every hundredth of it, and none for what is small. */
function progressInMegabytes({ bytes }: AccountExport) {
  const total = Math.round(bytes / 1e6)
  const progress = progressOf('exporting', total, 'MB')
  let shown = 0
  return {
    at: (done: number) => {
      if (total < 10 || done - shown < bytes / 100) return
      shown = done
      progress.at(Math.round(done / 1e6))
    },
    clear: progress.clear,
  }
}

type ScheduleOptions = {
  readonly account: string
  readonly to: string
  readonly every: ExportInterval
  readonly format: ExportFormat
}

async function schedule({ account, to, every, format }: ScheduleOptions): Promise<void> {
  const target = /^s3:/.test(to) ? readOptions({ to }, s3Target).to : whereCalled(to)
  const wish = { account, target, every, format }
  const { id } = must(await scheduleExport(commandLine, wish, await appContext()))
  console.log(`${id}: ${account}, every ${every}, as ${format} to ${target}`)
}

const s3Target = z.object({
  to: z
    .string()
    .regex(
      /^s3:\/\/[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](\/[\w!.*'()-]+)*\/?$/,
      'Give s3://bucket or s3://bucket/prefix; who may write there is set by AWS_… variables.',
    ),
})

async function list(): Promise<void> {
  const schedules = (await listExportSchedules(commandLine, await appContext())) ?? []
  for (const { id, accountSlug, every, format, target, last } of schedules)
    console.log([id, accountSlug, every, format, target, stateOf(last)].join('\t'))
}

function stateOf(last: ExportScheduleView['last']): string {
  if (last === null) return 'no period is over yet'
  const day = last.since.toISOString().slice(0, 10)
  if (last.doneAt !== null) return `${day}: made ${last.doneAt.toISOString()}`
  if (last.failure === null) return `${day}: about to be made`
  return `${day}: failed (${last.failure}), tried again ${last.nextAt.toISOString()}`
}

async function unschedule(id: string): Promise<void> {
  const { id: known } = readOptions({ id }, z.object({ id: z.uuid('Give the id of a schedule.') }))
  must(await unscheduleExport(commandLine, known, await appContext()))
  console.log(`${id}: ended`)
}

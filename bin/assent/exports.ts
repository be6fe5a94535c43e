import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import { appContext } from '#lib/context.ts'
import type { ExportWish } from '#lib/domain/record/export-wish.ts'
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

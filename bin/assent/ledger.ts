import { formatVerifierKey } from '@assent/receipt'
import type { Command } from 'commander'
import { publishLedger } from '#lib/commands/publish-ledger.ts'
import { appContext, type AppContext } from '#lib/context.ts'
import { checkLedgerFolder } from '#lib/queries/check-ledger-folder.ts'
import { checkLedger, type LedgerCounts } from '#lib/queries/check-ledger.ts'
import { progressOf, type Progress } from './progress.ts'

export function addLedgerCommands(program: Command): void {
  const ledger = program.command('ledger').description('the ledger that receipts are proven by')
  ledger.command('vkey').description('print the key that signs its checkpoints').action(printKey)
  ledger
    .command('check')
    .description(
      'build it anew from its entries and compare all that is stored; 1 at the first fault',
    )
    .option('--folder <path>', 'compare the files in it too (LEDGER_DIR unless named)')
    .action(check)
  ledger
    .command('publish')
    .description('write what is new of it into its folder (LEDGER_DIR), as a worker does')
    .action(publish)
}

async function printKey(): Promise<void> {
  const { keys } = await appContext()
  console.log(formatVerifierKey(keys.verifierKey))
}

async function check({ folder }: { folder?: string }): Promise<void> {
  const context = await appContext()
  const shown: { progress?: Progress; at: number } = { at: 0 }
  const result = await checkLedger(context, (done, total) => {
    shown.progress ??= progressOf('checking the ledger', total, 'entries')
    if (done < total && done - shown.at < SHOWN_EVERY) return
    shown.at = done
    shown.progress.at(done)
  })
  shown.progress?.clear()
  if (!result.ok) throw new Error(`${sayPlace(result.index)}: ${result.fault}.`)
  const ofFolder = await checkFolder(context, folder ?? context.ledgerDir)
  if (ofFolder === null && folder !== undefined)
    throw new Error(`No ledger is published in ${folder}.`)
  console.log([sayCounts(result.counts), ofFolder ?? []].flat().join('\n'))
}

/** Null where nothing is published there. */
async function checkFolder(context: AppContext, folder: string): Promise<string | null> {
  const result = await checkLedgerFolder(context, folder)
  if (!result.ok) throw new Error(`${sayPlace(result.index)} in ${folder}: ${result.fault}.`)
  const [entries, files] = [result.size, result.files].map((count) => count.toLocaleString('en'))
  return result.size === 0 ? null : `Its folder adds up: entries ${entries}, files ${files}.`
}

async function publish(): Promise<void> {
  const context = await appContext()
  const published = await publishLedger(context)
  if (published === null) throw new Error('Another program is publishing the ledger.')
  const { size, files } = published
  console.log(
    `${context.ledgerDir} has ${size.toLocaleString('en')} entries; files written: ${files.toLocaleString('en')}.`,
  )
}

const SHOWN_EVERY = 32_768

function sayCounts(counts: LedgerCounts): string {
  const { entries, tiles, checkpoints, receipts, erased, waiting } = counts
  const parts = { entries, 'full tiles': tiles, checkpoints, receipts, erased, waiting }
  const told = Object.entries(parts).map(([what, count]) => `${what} ${count.toLocaleString('en')}`)
  return `The ledger adds up: ${told.join(', ')}.`
}

function sayPlace(index: number | null): string {
  return index === null ? 'The ledger does not add up' : `Entry ${String(index)}`
}

import { formatVerifierKey } from '@assent/receipt'
import type { Command } from 'commander'
import { appContext } from '#lib/context.ts'
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
    .action(check)
}

async function printKey(): Promise<void> {
  const { keys } = await appContext()
  console.log(formatVerifierKey(keys.verifierKey))
}

async function check(): Promise<void> {
  const context = await appContext()
  const shown: { progress?: Progress; at: number } = { at: 0 }
  const result = await checkLedger(context, (done, total) => {
    shown.progress ??= progressOf('checking the ledger', total, 'entries')
    if (done < total && done - shown.at < SHOWN_EVERY) return
    shown.at = done
    shown.progress.at(done)
  })
  shown.progress?.clear()
  if (result.ok) console.log(sayCounts(result.counts))
  else throw new Error(`${sayPlace(result.index)}: ${result.fault}.`)
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

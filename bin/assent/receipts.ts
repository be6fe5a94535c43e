import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { appContext } from '#lib/context.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'
import { listReceiptFiles } from '#lib/queries/receipt-files.ts'
import { commandLine, must, reasonOf, whereCalled } from './act.ts'

export function addReceiptCommands(program: Command): void {
  const receipts = program.command('receipts').description('signed receipts and documents')
  receipts
    .command('export')
    .description('write an account’s receipts, its members’ too, one file each')
    .requiredOption('--account <slug>', 'the short name of the account')
    .requiredOption('--out <folder>', 'where to; made if it is not there')
    .action(exportAll)
}

async function exportAll(options: { account: string; out: string }): Promise<void> {
  const context = await appContext()
  const accounts = (await listAccounts(commandLine, context)) ?? []
  const account = accounts.find(({ slug }) => slug === options.account)
  if (account === undefined) return must({ ok: false, code: 'account_unknown' })
  const folder = whereCalled(options.out)
  writing(folder, () => mkdirSync(folder, { recursive: true }))
  const counts = { files: 0, awaiting: 0 }
  for await (const { name, bytes } of listReceiptFiles(commandLine, account.id, context)) {
    writeWhole(folder, name, bytes)
    counts.files += 1
    if (Buffer.from(bytes).includes('"proof":null')) counts.awaiting += 1
  }
  console.log(`${counts.files} receipts of ${account.slug} are in ${options.out}`)
  if (counts.awaiting > 0)
    console.log(`${counts.awaiting} of them await their proof: export again in a moment`)
}

/** Under its name a file is whole: one that is cut off has another. */
function writeWhole(folder: string, name: string, bytes: Uint8Array): void {
  const path = join(folder, name)
  writing(folder, () => {
    writeFileSync(`${path}.part`, bytes)
    renameSync(`${path}.part`, path)
  })
}

function writing(folder: string, work: () => void): void {
  try {
    work()
  } catch (error) {
    throw new Error(`${folder} cannot be written: ${reasonOf(error)}.`, { cause: error })
  }
}

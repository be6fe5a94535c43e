import { mkdirSync } from 'node:fs'
import type { Command } from 'commander'
import { appContext, type AppContext } from '#lib/context.ts'
import { env } from '#lib/env.ts'
import { zipParts } from '#lib/exports/zip-parts.ts'
import { listAccounts } from '#lib/queries/operator-terms.ts'
import { listReceiptBundles, listReceiptFiles } from '#lib/queries/receipt-files.ts'
import { commandLine, must, whereCalled } from './act.ts'
import { writeWhole, writing } from './write-whole.ts'

export function addReceiptCommands(program: Command): void {
  const receipts = program.command('receipts').description('signed receipts and documents')
  receipts
    .command('export')
    .description('write an account’s receipts, its members’ too, one file each')
    .requiredOption('--account <slug>', 'the short name of the account')
    .requiredOption('--out <folder>', 'where to; made if it is not there')
    .option('--bundle', 'a zip of each, with its parts and how to check them by hand')
    .action(exportAll)
}

type ExportOptions = { readonly account: string; readonly out: string; readonly bundle?: true }

async function exportAll(options: ExportOptions): Promise<void> {
  const context = await appContext()
  const accounts = (await listAccounts(commandLine, context)) ?? []
  const account = accounts.find(({ slug }) => slug === options.account)
  if (account === undefined) return must({ ok: false, code: 'account_unknown' })
  const folder = whereCalled(options.out)
  writing(folder, () => mkdirSync(folder, { recursive: true }))
  const counts = { files: 0, awaiting: 0 }
  for await (const { name, bytes, awaits } of exported(options, account.id, context)) {
    writeWhole(folder, name, bytes)
    counts.files += 1
    if (awaits) counts.awaiting += 1
  }
  console.log(`${counts.files} receipts of ${account.slug} are in ${options.out}`)
  if (counts.awaiting > 0)
    console.log(`${counts.awaiting} of them await their proof: export again in a moment`)
}

async function* exported({ bundle }: ExportOptions, accountId: string, context: AppContext) {
  if (bundle !== true) {
    for await (const { name, bytes } of listReceiptFiles(commandLine, accountId, context))
      yield { name, bytes, awaits: Buffer.from(bytes).includes('"proof":null') }
    return
  }
  // What sets type takes a while to load, and no other command needs it.
  const { bundleFiles } = await import('#lib/exports/bundle-files.ts')
  const portal = { operatorName: env().operatorName, publicUrl: context.publicUrl }
  for await (const each of listReceiptBundles(commandLine, accountId, context)) {
    const awaits = !each.parts.some(({ path }) => path === 'proof.tlog-proof')
    yield { name: each.name, bytes: zipParts(await bundleFiles(each, portal), each.at), awaits }
  }
}

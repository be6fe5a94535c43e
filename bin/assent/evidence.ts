import { mkdirSync } from 'node:fs'
import type { Command } from 'commander'
import { openEvidence } from '#lib/commands/open-evidence.ts'
import { setEvidencePeriod } from '#lib/commands/set-evidence-period.ts'
import { appContext, withOwner } from '#lib/context.ts'
import { getEvidencePeriod } from '#lib/queries/erasures.ts'
import { evidenceFiles } from '#lib/queries/receipt-files.ts'
import { reasonInput } from '#lib/schemas/members.ts'
import { commandLine, must, readBy, whereCalled } from './act.ts'
import { idInput } from './erasures.ts'
import { writeWhole, writing } from './write-whole.ts'

export function addEvidenceCommands(program: Command): void {
  const evidence = program
    .command('evidence')
    .description('what is kept sealed of people who were erased; needs DATABASE_OWNER_URL')
  evidence
    .command('period')
    .description('print how long evidence is kept, or set it for erasures from now on')
    .argument('[period]', 'ISO 8601, such as P3Y')
    .action(period)
  evidence
    .command('open')
    .description('write sealed receipts to files, for a court or an authority; it is put on record')
    .option('--member <id>', 'all of one erased member', readBy(idInput))
    .option('--receipt <id>', 'one receipt', readBy(idInput))
    .requiredOption('--reason <text>', 'why; the account reads it', readBy(reasonInput))
    .requiredOption('--out <folder>', 'where to; made if it is not there')
    .action(open)
}

async function period(given: string | undefined): Promise<void> {
  if (given !== undefined)
    await withOwner(async (owner) => must(await setEvidencePeriod(commandLine, given, { owner })))
  console.log(await getEvidencePeriod(await appContext()))
}

type OpenOptions = {
  readonly member?: string
  readonly receipt?: string
  readonly reason: string
  readonly out: string
}

async function open({ member, receipt, reason, out }: OpenOptions): Promise<void> {
  const wanted = receipt === undefined ? member && { subjectId: member } : { receiptId: receipt }
  if (!wanted) throw new Error('Say whose: --member ID, or --receipt ID.')
  const context = await appContext()
  const folder = whereCalled(out)
  writing(folder, () => mkdirSync(folder, { recursive: true, mode: 0o700 }))
  const { statements } = await withOwner(async (owner) =>
    must(await openEvidence(commandLine, { wanted, reason }, { ...context, owner })),
  )
  for await (const { name, bytes } of evidenceFiles(commandLine, statements, context))
    writeWhole(folder, name, bytes)
  console.log(`${statements.length} receipts are in ${out}. That they were opened is on record.`)
}

import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { endKey } from '#lib/commands/end-key.ts'
import { rotateKey } from '#lib/commands/rotate-key.ts'
import { withKeys } from '#lib/context.ts'
import { listKeyReceiptFiles } from '#lib/queries/receipt-files.ts'
import { listSigningKeys, type SigningKeyView } from '#lib/queries/signing-keys.ts'
import { commandLine, must, readBy, whereCalled } from './act.ts'
import { writeWhole, writing } from './write-whole.ts'

export function addKeyCommands(program: Command): void {
  const keys = program.command('keys').description('the keys that sign receipts and the ledger')
  keys
    .command('list')
    .description('every key there ever was, the newest first')
    .option('--json', 'one JSON object a line')
    .action(list)
  keys
    .command('rotate')
    .description('make a new key; the one before signs beside it for a while, and then ends')
    .requiredOption('--use <use>', 'receipt or ledger', readBy(useInput))
    .option('--overlap <duration>', 'such as 30d, 12h or 90m', readBy(overlapInput))
    .option('--reason <text>', 'why, in a sentence that everybody may read', readBy(reasonInput))
    .option('--lost', 'the key before is gone for good, and cannot sign any more')
    .action(rotate)
  keys
    .command('export')
    .description(
      'write what was signed of each key, with its place in the ledger: receipts that verify',
    )
    .requiredOption('--out <folder>', 'where to; made if it is not there')
    .action(exportAll)
  for (const [verb, kind, what] of [
    ['retire', 'retired', 'end a key that has a successor now; what it signed stays good'],
    ['revoke', 'revoked', 'end a key that may be in other hands, and believe it no more'],
  ] as const)
    keys
      .command(verb)
      .description(what)
      .argument('<id>', 'the key, as `keys list` shows it')
      .requiredOption(
        '--reason <text>',
        'why, in a sentence everybody may read',
        readBy(reasonInput),
      )
      .action((keyId: string, { reason }: { reason: string }) => end(keyId, kind, reason))
}

const useInput = z.enum(['receipt', 'ledger'], 'Write receipt or ledger.')
const reasonInput = z
  .string()
  .trim()
  .min(3, 'Say why, in a sentence.')
  .max(500, 'At most 500 characters.')

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const
/** Milliseconds, from a minute to ten years. */
const overlapInput = z
  .string()
  .regex(/^[1-9]\d{0,5}[mhd]$/, 'Write a number and m, h or d: 90m, 12h, 30d.')
  .transform(
    (text) => Number(text.slice(0, -1)) * MINUTES[text.slice(-1) as 'm' | 'h' | 'd'] * 60_000,
  )
  .pipe(z.number().max(3_660 * 24 * 60 * 60_000, 'At most 3660d.'))

/** Whoever trusts the ledger has to change their policy by hand; a receipt key only has to be copied. */
const OVERLAPS = { ledger: 30 * 24 * 60 * 60_000, receipt: 24 * 60 * 60_000 }

type RotateOptions = {
  readonly use: 'receipt' | 'ledger'
  readonly overlap?: number
  readonly reason?: string
  readonly lost?: true
}

async function list({ json }: { readonly json?: true }): Promise<void> {
  const keys = await withKeys((context) => listSigningKeys(context))
  for (const key of keys) console.log(json === true ? JSON.stringify(key) : lineOf(key))
}

function lineOf({ id, use, state, from, until, entries, reason }: SigningKeyView): string {
  const places = entries.map((index) => (index === null ? 'waiting' : String(index))).join(',')
  const dates = [from, until].map((date) => date?.toISOString() ?? '-')
  return [use, state, id, ...dates, `entries ${places || '-'}`, reason].join('\t')
}

async function rotate(options: RotateOptions): Promise<void> {
  const { use, overlap = OVERLAPS[use], reason = 'A key is replaced from time to time.' } = options
  const isLost = options.lost === true
  await withKeys(async (context) => {
    const input = { use, overlapMs: overlap, reason, isLost }
    const { keyId, follows, until } = must(await rotateKey(commandLine, input, context))
    console.log(`${use}\t${keyId}`)
    const path = join(context.folder, `${keyId}.pem`)
    console.error(
      `${follows} signs beside it until ${until.toISOString()}. Programs here take the new key`,
    )
    console.error(`up within seconds. Copy ${path} to every other machine before then.`)
    if (use === 'ledger')
      console.error(
        'Hand the new trust.policy, and the new key, to witnesses and to whoever verifies.',
      )
  })
}

async function exportAll({ out }: { readonly out: string }): Promise<void> {
  const folder = whereCalled(out)
  writing(folder, () => mkdirSync(folder, { recursive: true }))
  let count = 0
  await withKeys(async (context) => {
    for await (const { name, bytes } of listKeyReceiptFiles(commandLine, context)) {
      writeWhole(folder, name, bytes)
      count += 1
    }
  })
  console.log(`${count} acts about keys are in ${out}`)
}

async function end(keyId: string, kind: 'retired' | 'revoked', reason: string): Promise<void> {
  await withKeys(async (context) => {
    const { until } = must(await endKey(commandLine, { keyId, kind, reason }, context))
    console.log(`${kind}\t${keyId}\t${until.toISOString()}`)
  })
}

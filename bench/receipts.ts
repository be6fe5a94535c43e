import { answerTerms } from '#lib/commands/answer-terms.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { emptyMapping } from '#lib/domain/terms/mapping.ts'
import { findReceiptFile } from '#lib/queries/receipt-files.ts'
import { listReceipts } from '#lib/queries/receipts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { keepKeys } from '../test-support/keep-keys.ts'
import { must, openWorld } from '../test-support/world.ts'
import { longDocument } from './parse.ts'
import type { Stage } from './stage.ts'
import type { BenchReceipt } from './verify.ts'

/** One receipt as members get them, and one that rests on a text as long as terms are in real life. */
export async function makeReceipts(stage: Stage): Promise<BenchReceipt[]> {
  const { context } = stage
  await keepKeys({ ...context, clock: context })
  const world = await openWorld(context.database, context)
  await world.account('receipts')
  const owner = await world.member('receipts', 'Receipt Owner', 'owner')
  await world.permit(owner, 'meeting_summary')
  await world.include(owner, 'meeting_summary')
  await world.publishTerms(longDocument(), emptyMapping, { documentSlug: 'long' })
  await acceptLong(stage, owner)
  await sequenceEntries(context)
  const { receipts } = await listReceipts(owner, null, context)
  const wanted = [
    { kind: 'consent', what: 'a consent receipt' },
    { kind: 'acceptance', what: 'an acceptance of long terms' },
  ]
  const made: BenchReceipt[] = []
  for (const { kind, what } of wanted) {
    const id = receipts.find((receipt) => receipt.kind === kind)?.id ?? ''
    const file = await findReceiptFile(owner, id, context)
    if (file === null) throw new Error(`there is no receipt of ${kind}`)
    made.push({ what, bytes: file.bytes })
  }
  return made
}

async function acceptLong({ context }: Stage, owner: MemberPrincipal): Promise<void> {
  const { terms } = await loadPlatform(context.database)
  const long = terms.find(({ documentSlug }) => documentSlug === 'long')
  if (long === undefined) throw new Error('the long terms are not published')
  const { documentSlug, number, digest } = long
  const input = { documentSlug, number, digest, answer: 'accept' as const }
  const signed = { ...input, name: 'Receipt Owner', authority: 'Director' }
  must(await answerTerms(owner, signed, context))
}

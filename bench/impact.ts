import { importTerms } from '#lib/commands/import-terms.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { language } from '#lib/language.ts'
import { findPublicationImpact } from '#lib/queries/publication-impact.ts'
import { findDraft } from '#lib/store/drafts.ts'
import { storedMapping } from '#lib/domain/terms/mapping.ts'
import { findVersion, loadBytes } from '#lib/store/terms.ts'
import { must } from '../test-support/world.ts'
import { addCrowd } from './crowd.ts'
import type { Line } from './report.ts'
import { milliseconds } from './rounds.ts'
import type { Stage } from './stage.ts'

const documentSlug = 'terms-of-service'
const commandLine = { kind: 'command_line' } as const

/**
 * Counting whom a draft asks again, over as many people, each with an answer to every AI feature and to
 * three kinds of content, a fifth of which was changed later. The last of the stage: its entries are no ledger.
 */
export async function impact(
  stage: Stage,
  { people, rounds }: { readonly people: number; readonly rounds: number },
): Promise<Line[]> {
  const { context, owner } = stage
  await addCrowd(owner, people)
  const number = await bringDraft(stage)
  const count = async () => {
    const found = await findPublicationImpact(commandLine, documentSlug, number, language, context)
    if (found?.people == null) throw new Error('nobody is asked again')
  }
  const ours: number[] = []
  for (let round = -1; round < rounds; round++) {
    const ms = await milliseconds(count)
    if (round >= 0) ours.push(ms / 1000)
  }
  const { rows } = await owner.query<{ choices: number }>(
    'SELECT count(*)::float8 AS choices FROM choice',
  )
  const choices = (rows[0]?.choices ?? NaN).toLocaleString('en')
  const what = `whom a draft asks again: ${people.toLocaleString('en')} people, ${choices} choices`
  return [{ what, unit: 's', ours, control: null, goal: '≤ 2' }]
}

/** The terms in force with one clause that says more: every yes that rests on it is needed again. */
async function bringDraft({ context }: Stage): Promise<number> {
  const { database, now } = context
  const current = await findVersion(database, documentSlug, 4)
  if (current === null) throw new Error('the demonstration has no fourth version')
  const text = new TextDecoder().decode(await loadBytes(database, current.id))
  const bytes = new TextEncoder().encode(text.replaceAll('30 days', '90 days'))
  const version = { documentSlug, title: null, bytes, effectiveAt: now(), archival: false }
  const { number } = must(await importTerms(commandLine, version, context))
  const mapping = storedMapping((await findDraft(database, 'mapping', current.id))?.content)
  must(await saveMapping(commandLine, { documentSlug, number, mapping, expected: 0 }, context))
  return number
}

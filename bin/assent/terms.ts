import { createHash } from 'node:crypto'
import type { Command } from 'commander'
import { importTerms } from '#lib/commands/import-terms.ts'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { saveReview } from '#lib/commands/save-review.ts'
import { appContext, type AppContext } from '#lib/context.ts'
import type { Mapping } from '#lib/domain/terms/mapping.ts'
import type { Review, ReviewedEffect } from '#lib/domain/terms/review.ts'
import { findMappingProblems } from '#lib/queries/mapping-problems.ts'
import { compareDocuments } from '#lib/queries/terms-comparison.ts'
import { findOperatorVersion, listImportedVersions } from '#lib/queries/operator-terms.ts'
import { findVersionReview, type VersionReview } from '#lib/queries/version-review.ts'
import { effectiveInput } from '#lib/schemas/effective.ts'
import { mappingInput } from '#lib/schemas/mapping.ts'
import { versionParam } from '#lib/schemas/params.ts'
import { nameInput } from '#lib/schemas/people.ts'
import { reviewInput } from '#lib/schemas/review.ts'
import { problemSentence } from '#lib/http/problem.ts'
import { commandLine, must, readBy, readFileUpTo, readJson, TERMS_BYTES_MAX } from './act.ts'
import { comparisonReport } from './comparison-report.ts'
import { addFollowCommand } from './follow.ts'

export function addTermsCommands(program: Command): void {
  const terms = program.command('terms').description('terms documents and their versions')
  terms
    .command('import')
    .description('keep a Markdown document as the next version of its terms')
    .argument('<file>', 'the document, in UTF-8, at most 2 MB')
    .requiredOption('--document <slug>', 'the short name of the document')
    .requiredOption('--effective <date>', 'YYYY-MM-DD or an instant', readBy(effectiveInput))
    .option('--title <title>', 'for the first version of a document', readBy(nameInput))
    .option('--archival', 'for the record only: it governs nothing', false)
    .option('--mapping <file>', 'clauses to purposes and categories, as JSON')
    .action(importVersion)
  terms
    .command('compare')
    .description('say what changed between two documents, clause by clause; needs no database')
    .argument('<old>', 'the earlier document, in UTF-8, at most 2 MB')
    .argument('<new>', 'the later one')
    .option('--json', 'everything, for a program', false)
    .action(compareFiles)
  addFollowCommand(terms)
  terms
    .command('map')
    .description('replace the mapping of a version that is not published')
    .argument('<slug>', 'the short name of the document')
    .argument('[file]', 'clauses to purposes and categories, as JSON')
    .option('--carry', 'take what the version before says of the same clauses', false)
    .option('--version <number>', 'the newest that is not published, unless said', readVersion)
    .action(mapVersion)
  terms
    .command('publish')
    .description('publish a version, with its mapping')
    .argument('<slug>', 'the short name of the document')
    .option('--version <number>', 'the newest that is not published, unless said', readVersion)
    .option('--accept-proposals', 'say of each change what the comparison proposes', false)
    .action(publishVersion)
  terms
    .command('review')
    .description('what changed in a version that is not published, and what waits for your verdict')
    .argument('<slug>', 'the short name of the document')
    .option('--version <number>', 'the newest that is not published, unless said', readVersion)
    .option('--json', 'as JSON: edit it, and hand it back with --save', false)
    .option('--save <file>', 'verdicts and summaries, as JSON')
    .action(reviewVersion)
  terms
    .command('list')
    .description('versions, one a line: document, number, effective, state, SHA-256')
    .argument('[slug]', 'the short name of a document')
    .action(listVersions)
}

type ImportOptions = {
  readonly document: string
  readonly effective: Date
  readonly title?: string
  readonly archival: boolean
  readonly mapping?: string
}

async function importVersion(file: string, options: ImportOptions): Promise<void> {
  const { document: documentSlug, effective: effectiveAt, archival } = options
  const bytes = await readFileUpTo(file, TERMS_BYTES_MAX)
  const mapping =
    options.mapping === undefined ? null : await readJson(options.mapping, mappingInput)
  const context = await appContext()
  // An import is for good, so a mapping that does not fit is turned away before it.
  if (mapping !== null) {
    const problems = must(await findMappingProblems(commandLine, { bytes, mapping }, context))
    if (problems.length > 0) must({ ok: false, code: 'mapping_invalid', problems })
  }
  const version = { documentSlug, title: options.title ?? null, bytes, effectiveAt, archival }
  const { number, clauses } = must(await importTerms(commandLine, version, context))
  if (mapping !== null)
    must(await saveMapping(commandLine, { documentSlug, number, mapping, expected: 0 }, context))
  const digest = createHash('sha256').update(bytes).digest('hex')
  console.log(`${documentSlug} version ${number}: ${clauses} clauses, SHA-256 ${digest}`)
}

async function compareFiles(old: string, now: string, { json }: { json: boolean }): Promise<void> {
  const from = await readFileUpTo(old, TERMS_BYTES_MAX)
  const to = await readFileUpTo(now, TERMS_BYTES_MAX)
  const compared = compareDocuments(from, to)
  if (!compared.ok) {
    const file = compared.side === 'from' ? old : now
    throw new Error(`${file}: ${problemSentence(compared.code)}`)
  }
  const comparison = compared.value
  if (json) {
    const { from: before, to: after, ...rest } = comparison
    const named = { from: { file: old, ...before }, to: { file: now, ...after }, ...rest }
    console.log(JSON.stringify(named, null, 2))
    return
  }
  const isColoured = process.stdout.isTTY && (process.env['NO_COLOR'] ?? '') === ''
  console.log(comparisonReport(comparison, isColoured))
}

type VersionOption = { readonly version?: number }

type MapOptions = VersionOption & { readonly carry: boolean }

async function mapVersion(
  slug: string,
  file: string | undefined,
  { version, carry }: MapOptions,
): Promise<void> {
  if ((file === undefined) !== carry) throw new Error('name a file, or say --carry')
  const own = file === undefined ? null : await readJson(file, mappingInput)
  const context = await appContext()
  const number = version ?? (await newestUnpublished(slug, context))
  const mapping = own ?? (await carriedMapping(slug, number, context))
  const view = await findOperatorVersion(commandLine, slug, number, context)
  const draft = { documentSlug: slug, number, mapping, expected: view?.revision ?? 0 }
  must(await saveMapping(commandLine, draft, context))
  console.log(`${slug} version ${number}: mapped`)
}

async function carriedMapping(slug: string, number: number, context: AppContext): Promise<Mapping> {
  const found = await findVersionReview(commandLine, slug, number, context)
  const carried = found?.carried ?? null
  if (carried === null) throw new Error(`no version before it says what clauses are about`)
  for (const { number: of, title, id } of carried.gone)
    console.log(`gone, and not carried: ${of ?? title ?? id}`)
  return carried.mapping
}

async function publishVersion(
  slug: string,
  { version, acceptProposals }: VersionOption & { readonly acceptProposals: boolean },
): Promise<void> {
  const context = await appContext()
  const number = version ?? (await newestUnpublished(slug, context))
  if (acceptProposals) await acceptOpenProposals(slug, number, context)
  const publication = { documentSlug: slug, number, expected: null }
  must(await publishTerms(commandLine, publication, context))
  console.log(`${slug} version ${number}: published`)
}

/** What has been said of a change stays; of the others it is said what is proposed. */
async function acceptOpenProposals(
  documentSlug: string,
  number: number,
  context: AppContext,
): Promise<void> {
  const found = await findVersionReview(commandLine, documentSlug, number, context)
  if (found === null || found.unconfirmed === 0) return
  if (!found.judged)
    throw new Error(
      'nothing is proposed: only English texts are read for what gives more or less; say it with terms review',
    )
  await keepReview({ documentSlug, number }, { ...startingReview(found) }, found.revision, context)
}

type ReviewOptions = VersionOption & { readonly json: boolean; readonly save?: string }

async function reviewVersion(slug: string, options: ReviewOptions): Promise<void> {
  const context = await appContext()
  const number = options.version ?? (await newestUnpublished(slug, context))
  const found = await findVersionReview(commandLine, slug, number, context)
  if (found === null) return must({ ok: false, code: 'terms_unknown' })
  if (options.save !== undefined) {
    const review = await readJson(options.save, reviewInput)
    const left = await keepReview({ documentSlug: slug, number }, review, found.revision, context)
    console.log(`${slug} version ${number}: reviewed, ${left} left`)
  } else if (options.json) console.log(JSON.stringify(startingReview(found), null, 2))
  else for (const line of reviewLines(found)) console.log(line)
}

async function keepReview(
  version: { readonly documentSlug: string; readonly number: number },
  review: Review,
  expected: number,
  context: AppContext,
): Promise<number> {
  return must(await saveReview(commandLine, { ...version, review, expected }, context)).unconfirmed
}

/** What has been said, and the proposal for everything else. */
function startingReview({ againstNumber, review, proposals }: VersionReview): Review {
  const isSaid = (proposed: ReviewedEffect) =>
    review.effects.some(({ from, to }) => from === proposed.from && to === proposed.to)
  const effects = [...review.effects, ...proposals.filter((proposed) => !isSaid(proposed))]
  return { against: againstNumber, effects, summaries: review.summaries }
}

/** One change a line: what was said or else proposed, the verdict, its clauses. */
function reviewLines({ changes }: VersionReview): string[] {
  return changes
    .filter(({ isDecided }) => !isDecided)
    .map(({ change, names, said }) => {
      const state = said === null ? 'proposed' : 'said'
      const effect = (said ?? change).effect ?? 'neither'
      return [state, effect, change.verdict, names.from ?? '-', names.to ?? '-'].join('\t')
    })
}

async function listVersions(slug: string | undefined): Promise<void> {
  const all = (await listImportedVersions(commandLine, await appContext())) ?? []
  const listed = all.filter(({ documentSlug }) => slug === undefined || documentSlug === slug)
  if (slug !== undefined && listed.length === 0) must({ ok: false, code: 'terms_unknown' })
  for (const version of listed) {
    const { documentSlug, number, effectiveAt, publishedAt, archival, digest } = version
    const state = publishedAt === null ? 'not published' : `published ${publishedAt.toISOString()}`
    const kind = archival ? `${state}, archival` : state
    console.log([documentSlug, number, effectiveAt.toISOString(), kind, digest].join('\t'))
  }
}

async function newestUnpublished(slug: string, context: AppContext): Promise<number> {
  const all = (await listImportedVersions(commandLine, context)) ?? []
  const versions = all.filter(({ documentSlug }) => documentSlug === slug)
  const newest = versions.findLast(({ publishedAt }) => publishedAt === null)
  const code = versions.length === 0 ? 'terms_unknown' : 'terms_published'
  return newest?.number ?? must({ ok: false, code })
}

function readVersion(text: string): number {
  return readBy(versionParam)(text)
}

import type { Command } from 'commander'
import { followTerms, type Followed } from '#lib/commands/follow-terms.ts'
import { appContext, type AppContext } from '#lib/context.ts'
import { problemSentence } from '#lib/http/problem.ts'
import { commandLine, must, reasonOf, whereCalled } from './act.ts'
import type { ArchiveDocument } from './archive-document.ts'
import { documentsInFolder } from './archive-folder.ts'
import { documentsInHistory } from './archive-history.ts'
import { slicesOf } from './archive-slices.ts'
import { progressOf, type Progress } from './progress.ts'

export function addFollowCommand(terms: Command): void {
  terms
    .command('follow')
    .description('keep and publish the history of documents from a public archive')
    .argument('<folder>', 'Markdown files named by date, a folder each document; or a git checkout')
    .option('--document <slug>', 'the short name of the document, where the folder holds one')
    .action(follow)
}

async function follow(folder: string, options: { readonly document?: string }): Promise<void> {
  const documents = await documentsIn(folder, options.document)
  const context = await appContext()
  let failed = 0
  for (const document of documents) {
    const counts = await followDocument(document, context)
    console.log(`${document.slug}: ${summaryOf(counts)}`)
    failed += counts.failed
  }
  if (failed > 0)
    throw new Error(`${filesOf(failed)} could not be kept; everything else is followed.`)
}

async function documentsIn(folder: string, slug: string | undefined): Promise<ArchiveDocument[]> {
  const found = await look(whereCalled(folder), folder)
  if (found.length === 0)
    throw new Error(
      `${folder} holds no Markdown files named by date, such as 2023-08-11.md, and no history in git.`,
    )
  const [only] = found
  if (slug !== undefined && only !== undefined && found.length === 1) return [{ ...only, slug }]
  if (slug !== undefined)
    throw new Error(`${folder} holds ${found.length} documents: --document can name only one.`)
  refuseUnclearNames(found)
  return found
}

function refuseUnclearNames(documents: readonly ArchiveDocument[]): void {
  for (const { place, slug } of documents)
    if (slug.length < 2) throw new Error(`"${place}" gives no short name: say one with --document.`)
  for (const [slug, same] of Map.groupBy(documents, (document) => document.slug))
    if (same.length > 1)
      throw new Error(
        `${same.map(({ place }) => `"${place}"`).join(' and ')} would both be called ${slug}: ` +
          'follow each with a --document of its own.',
      )
}

async function look(path: string, folder: string): Promise<ArchiveDocument[]> {
  try {
    const dated = documentsInFolder(path)
    return dated.length > 0 ? dated : ((await documentsInHistory(path)) ?? [])
  } catch (error) {
    throw new Error(`${folder} cannot be read: ${reasonOf(error)}.`, { cause: error })
  }
}

type Counts = Record<'imported' | 'folded' | 'known' | 'failed', number>

/** Slice by slice, each of which is for good when it is done: where we are stopped, the next run goes on. */
async function followDocument(document: ArchiveDocument, context: AppContext): Promise<Counts> {
  const { slug: documentSlug, title, files } = document
  const counts: Counts = { imported: 0, folded: 0, known: 0, failed: 0 }
  const progress = progressOf(documentSlug, files.length)
  for await (const { done, records, problems } of slicesOf(files)) {
    const slice = records.map(({ record }) => record)
    const input = { documentSlug, title, records: slice }
    const followed = must(await followTerms(commandLine, input, context))
    for (const { outcome } of followed) counts[outcome === 'refused' ? 'failed' : outcome] += 1
    counts.failed += problems.length
    const names = records.map(({ name }) => name)
    report([...problems, ...refusalsAmong(followed, names)], progress)
    progress.at(done)
  }
  progress.clear()
  return counts
}

function refusalsAmong(followed: readonly Followed[], names: readonly string[]): string[] {
  return followed.flatMap((each, index) =>
    each.outcome === 'refused' ? `${names[index] ?? ''}: ${problemSentence(each.code)}` : [],
  )
}

function report(problems: readonly string[], progress: Progress): void {
  if (problems.length > 0) progress.clear()
  for (const problem of problems) console.error(problem)
}

function summaryOf({ imported, folded, known, failed }: Counts): string {
  const parts = [
    `${imported} ${imported === 1 ? 'version' : 'versions'} imported`,
    `${folded} folded as noise`,
    ...(known > 0 ? [`${known} there already`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  return `${filesOf(imported + folded + known + failed)}: ${parts.join(', ')}`
}

function filesOf(count: number): string {
  return `${count} ${count === 1 ? 'file' : 'files'}`
}

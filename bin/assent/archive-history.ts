import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { TERMS_BYTES_MAX } from './act.ts'
import { archiveDocument, type ArchiveDocument, type ArchiveFile } from './archive-document.ts'

/**
 * The documents in the history of a git repository, a checkout or bare, below the folder given: each Markdown
 * file in a folder is one, and each commit that wrote it a record, dated by its author. That is how Open Terms
 * Archive keeps its versions (`SERVICE/TERMS TYPE.md`). Null where there is no repository, or no git.
 */
export async function documentsInHistory(folder: string): Promise<ArchiveDocument[] | null> {
  const inside = await git(folder, 'rev-parse', '--show-prefix').catch(() => null)
  if (inside === null) return null
  const prefix = inside.toString().trimEnd()
  const log = await git(folder, ...LOG, '--', '*.md')
  const files = Map.groupBy(recordsIn(log.toString()), ({ path }) => path)
  return [...files]
    .filter(([path]) => path.includes('/'))
    .map(([path, records]) => {
      const parts = path.slice(prefix.length).replace(/\.md$/, '').split('/')
      return archiveDocument(
        folder,
        parts,
        records.toSorted(inOrder).map((each) => fileOf(folder, each)),
      )
    })
}

const LOG = [
  ...['log', '--reverse', '--no-merges', '--no-renames', '--diff-filter=AM'],
  ...['--raw', '--no-abbrev', '-z', '--format=%x01%aI'],
]

type CommittedFile = { readonly path: string; readonly blob: string; readonly at: Date }

/** Between NULs: U+0001 and a commit's date; then of each file `:modes, blob before, blob after, status` and its path. */
function recordsIn(log: string): CommittedFile[] {
  const records: CommittedFile[] = []
  let at = new Date(NaN)
  let blob = ''
  for (const field of log.split('\0')) {
    const text = field.trimStart()
    if (text.startsWith('\u0001')) at = new Date(text.slice(1))
    else if (text.startsWith(':')) blob = text.split(' ')[3] ?? ''
    else if (text !== '') records.push({ path: field, blob, at })
  }
  return records
}

function inOrder(one: CommittedFile, other: CommittedFile): number {
  return one.at.getTime() - other.at.getTime()
}

function fileOf(folder: string, { path, blob, at }: CommittedFile): ArchiveFile {
  const name = `${path} of ${at.toISOString().slice(0, 19)}Z`
  return { name, recordedAt: at, read: () => git(folder, 'cat-file', 'blob', blob) }
}

/** What git prints; of a blob that is too large for terms only as much as shows it. */
async function git(folder: string, ...args: readonly string[]): Promise<Buffer> {
  const maxBuffer = args[0] === 'cat-file' ? TERMS_BYTES_MAX + 1 : LOG_BYTES_MAX
  const options = { cwd: folder, encoding: 'buffer' as const, maxBuffer }
  try {
    return (await run('git', args, options)).stdout
  } catch (error) {
    if (isCutOff(error)) return error.stdout
    throw error
  }
}

const run = promisify(execFile)

/** Two million commits. */
const LOG_BYTES_MAX = 500_000_000

function isCutOff(error: unknown): error is Error & { readonly stdout: Buffer } {
  return (
    error instanceof Error && 'code' in error && error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER'
  )
}

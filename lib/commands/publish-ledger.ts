import { TILE_WIDTH, type TileResource } from '@assent/receipt'
import { publishedResources } from '#lib/domain/ledger/published-resources.ts'
import {
  CHECKPOINT,
  folderFiles,
  listPublished,
  placeFiles,
  readPublishedHead,
  UNFINISHED,
  type FolderFiles,
  type PublishedFile,
  type PublishedHead,
} from '#lib/ledger/ledger-folder.ts'
import { loadResource, resourcePath } from '#lib/ledger/load-resource.ts'
import { findServedHead } from '#lib/store/cosignatures.ts'
import type { Database } from '#lib/store/database.ts'
import { findCheckpointOf, type LedgerHead, type Queryable } from '#lib/store/ledger.ts'
import { inPublisherTurn, requireTurn } from '#lib/store/ledger-turn.ts'

export type PublishingContext = {
  readonly database: Database
  /** Where the ledger stands as files, at their paths under its prefix. Absolute. */
  readonly ledgerDir: string
}

/** `size`: how many entries the folder's checkpoint is over; 0 for none yet. */
export type Publication = { readonly size: number; readonly files: number }

/**
 * Brings the ledger's folder up to the last checkpoint: what became full since the one that stands there,
 * the partial tiles at the edge, and the checkpoint last. Any web server over the folder then serves a
 * whole C2SP tlog-tiles log, at every moment of this too. Null where another program is at it.
 *
 * If we stop before the checkpoint is in place, readers find the old one, and all it rests on: full tiles
 * never change, and its partial ones are left. The next turn begins from that checkpoint and writes
 * everything behind it anew, whatever is there already: nothing but the checkpoint says what is durable.
 * If we stop after it, some partial tiles stay that could have gone. A folder that is lost or damaged is
 * made again from the database once its checkpoint is removed.
 *
 * @throws where the folder holds what this database never signed: that is not written over
 */
export async function publishLedger(
  { database, ledgerDir }: PublishingContext,
  files: FolderFiles = folderFiles,
): Promise<Publication | null> {
  return inPublisherTurn(database, async (turn) => {
    const head = await findServedHead(turn)
    const before = await readPublishedHead(ledgerDir)
    if (before !== null) await requireContinued(turn, before, head)
    if (head === null) return { size: 0, files: 0 }
    if (before?.note === head.note) return { size: head.size, files: 0 }
    const from = before?.size ?? 0
    let written = 0
    if (head.size > from)
      for await (const placed of pagesOf(turn, from, head.size)) {
        await placeFiles(files, ledgerDir, placed)
        written += placed.length
      }
    // Another that took the turn meanwhile may have published more, which must not be taken back.
    await requireTurn(turn)
    await placeFiles(files, ledgerDir, [{ path: CHECKPOINT, bytes: head.note }])
    await collectPartials(files, ledgerDir, from)
    return { size: head.size, files: written + 1 }
  })
}

async function requireContinued(
  turn: Queryable,
  { size, root }: PublishedHead,
  head: LedgerHead | null,
): Promise<void> {
  const [there, here] = [String(size), String(head?.size ?? 0)]
  if (size > (head?.size ?? 0))
    throw new Error(
      `the ledger's folder has a checkpoint of ${there} entries, and the database of ${here}: it was set back`,
    )
  const signed = await findCheckpointOf(turn, size)
  if (signed === null || !Buffer.from(signed.root).equals(root))
    throw new Error(
      `the ledger's folder has a checkpoint of ${there} entries that this database never signed`,
    )
}

/** Few enough to hold, and enough to wait for the disk once for many. */
const PAGE = 32

async function* pagesOf(
  turn: Queryable,
  from: number,
  size: number,
): AsyncGenerator<PublishedFile[], void> {
  let page: PublishedFile[] = []
  for (const resource of publishedResources(from, size)) {
    page.push(await fileOf(turn, resource))
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

async function fileOf(turn: Queryable, resource: TileResource): Promise<PublishedFile> {
  const path = resourcePath(resource)
  const bytes = await loadResource(turn, resource)
  if (bytes === null) throw new Error(`tables entry and tile do not hold ${path}`)
  return { path, bytes }
}

/**
 * Takes away the partial tiles of tiles that were full in the checkpoint before this one already: who
 * holds either still finds what it rests on (C2SP tlog-tiles lets a log delete them once the full one is
 * there). With them goes what a publisher that was killed left unfinished.
 */
async function collectPartials(files: FolderFiles, folder: string, size: number): Promise<void> {
  for (let level = 0; TILE_WIDTH ** (level + 1) <= size; level++) {
    const full = Math.floor(size / TILE_WIDTH ** (level + 1))
    await collectIn(files, folder, { kind: 'hashes', level, index: full - 1, width: TILE_WIDTH })
    if (level === 0)
      await collectIn(files, folder, { kind: 'entries', index: full - 1, width: TILE_WIDTH })
  }
}

/** In the folder of the last full tile, which holds up to 999 before it. */
async function collectIn(files: FolderFiles, folder: string, last: TileResource): Promise<void> {
  const path = resourcePath(last)
  const [above, name] = [
    path.slice(0, path.lastIndexOf('/')),
    path.slice(path.lastIndexOf('/') + 1),
  ]
  for (const each of await listPublished(folder, above))
    if ((each.endsWith('.p') && each <= `${name}.p`) || each.endsWith(UNFINISHED))
      await files.remove(`${folder}/${above}/${each}`)
}

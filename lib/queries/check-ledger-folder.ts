import { HASH_LENGTH, TILE_WIDTH, type TileResource } from '@assent/receipt'
import { publishedResources } from '#lib/domain/ledger/published-resources.ts'
import { readPublished, readPublishedHead, type PublishedHead } from '#lib/ledger/ledger-folder.ts'
import { loadResource, resourcePath } from '#lib/ledger/load-resource.ts'
import type { Database } from '#lib/store/database.ts'
import { findCheckpointOf } from '#lib/store/ledger.ts'

export type FolderCheck =
  /** `size`: how many entries its checkpoint is over; 0 where nothing is published there. */
  | { readonly ok: true; readonly size: number; readonly files: number }
  /** `index`: the first entry that is not published as it is stored; null where none is concerned. */
  | { readonly ok: false; readonly index: number | null; readonly fault: string }

/**
 * Compares the ledger's folder with the database: its checkpoint with the one that was signed at that size,
 * and every file which that rests on, byte by byte. Stops at the first that is missing or different. A
 * worker may publish meanwhile.
 */
export async function checkLedgerFolder(
  { database }: { readonly database: Database },
  folder: string,
): Promise<FolderCheck> {
  const head = await readPublishedHead(folder).catch((error: unknown) => String(error))
  if (head === null) return { ok: true, size: 0, files: 0 }
  if (typeof head === 'string') return { ok: false, index: null, fault: head }
  const signed = await findCheckpointOf(database.pool, head.size)
  // Cosignatures may have come before it was published, or after.
  if (signed === null || !head.note.startsWith(signed.note)) {
    const which = `its checkpoint of ${String(head.size)} entries`
    return { ok: false, index: null, fault: `${which} is none that this database signed` }
  }
  let files = 1
  for (const resource of publishedResources(0, head.size)) {
    const difference = await findDifference(database, folder, resource, head)
    if (difference !== null) return { ok: false, ...difference }
    files += 1
  }
  return { ok: true, size: head.size, files }
}

async function findDifference(
  database: Database,
  folder: string,
  resource: TileResource,
  head: PublishedHead,
): Promise<{ readonly index: number; readonly fault: string } | null> {
  const path = resourcePath(resource)
  const leaves = resource.kind === 'hashes' ? TILE_WIDTH ** resource.level : 1
  const first = resource.index * TILE_WIDTH * leaves
  const published = await readPublished(folder, path)
  if (published === null) {
    if (resource.width < TILE_WIDTH && (await hasMovedOn(folder, head))) return null
    return { index: first, fault: `${path} is missing` }
  }
  const stored = await loadResource(database.pool, resource)
  if (stored === null) return { index: first, fault: `${path} is not in the database` }
  if (Buffer.compare(published, stored) === 0) return null
  const at = differingByte(published, stored)
  const offset = resource.kind === 'hashes' ? Math.floor(at / HASH_LENGTH) : entryAt(stored, at)
  return { index: first + offset * leaves, fault: `${path} is not what the database holds` }
}

/** Partial tiles are taken away once a later checkpoint needs them no more. */
async function hasMovedOn(folder: string, { size }: PublishedHead): Promise<boolean> {
  return ((await readPublishedHead(folder))?.size ?? 0) > size
}

function differingByte(one: Uint8Array, other: Uint8Array): number {
  const at = one.findIndex((byte, i) => byte !== other[i])
  return at < 0 ? one.length : at
}

/** Which entry of a bundle a byte belongs to: each stands behind its length, a big-endian uint16. */
function entryAt(bundle: Uint8Array, byte: number): number {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength)
  let entry = 0
  for (let at = 2 + view.getUint16(0); at <= byte && at + 2 <= bundle.length; entry++)
    at += 2 + view.getUint16(at)
  return entry
}

import { HASH_LENGTH, TILE_WIDTH, type TileResource } from '@assent/receipt'
import type { Database } from '#lib/store/database.ts'
import { findCheckpointOf } from '#lib/store/ledger.ts'
import { readPublished, readPublishedHead } from './ledger-folder.ts'
import { resourcePath } from './load-resource.ts'

/**
 * A full tile or bundle out of the ledger's folder. Null where it is not there: a replica may have no
 * folder, and one that holds another ledger's files is not looked at.
 */
export async function findPublished(
  database: Database,
  folder: string,
  resource: TileResource,
): Promise<Uint8Array | null> {
  if (resource.width < TILE_WIDTH || !(await isOfLedger(database, folder))) return null
  const bytes = await readPublished(folder, resourcePath(resource))
  const isTile = resource.kind === 'hashes'
  return isTile && bytes?.length !== TILE_WIDTH * HASH_LENGTH ? null : bytes
}

/** What was found to be the folder of a database's ledger stays so: its publisher writes over nothing else. */
const foldersKnown = new WeakMap<Database, string>()

async function isOfLedger(database: Database, folder: string): Promise<boolean> {
  if (foldersKnown.get(database) === folder) return true
  const head = await readPublishedHead(folder).catch(() => null)
  if (head === null) return false
  const signed = await findCheckpointOf(database.pool, head.size)
  const isKnown = signed !== null && Buffer.from(signed.root).equals(head.root)
  if (isKnown) foldersKnown.set(database, folder)
  return isKnown
}

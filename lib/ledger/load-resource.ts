import {
  encodeEntryBundle,
  entryBundlePath,
  HASH_LENGTH,
  tilePath,
  type TileResource,
} from '@assent/receipt'
import { loadEntries, loadTile, type Queryable } from '#lib/store/ledger.ts'

/** The bytes of a tile or a bundle of entries out of the database; null where the tree has not grown to it. */
export async function loadResource(
  source: Queryable,
  resource: TileResource,
): Promise<Uint8Array | null> {
  if (resource.kind === 'entries') {
    const entries = await loadEntries(source, resource)
    return entries.length === resource.width ? encodeEntryBundle(entries) : null
  }
  const hashes = await loadTile(source, resource)
  return hashes.length === resource.width * HASH_LENGTH ? hashes : null
}

/** Below the ledger's prefix, from `tile/` on. */
export function resourcePath(resource: TileResource): string {
  return resource.kind === 'entries' ? entryBundlePath(resource) : tilePath(resource)
}

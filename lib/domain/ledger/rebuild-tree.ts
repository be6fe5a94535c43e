import { HASH_LENGTH, nodeHash, TILE_WIDTH, type Hasher } from '@assent/receipt'

/** A tile of 256 hashes, built again, and the hash over the whole of it. */
export type RebuiltTile = {
  readonly level: number
  readonly index: number
  readonly hashes: Uint8Array
  readonly root: Uint8Array
}

export type RebuiltTree = {
  readonly size: () => number
  /** Answers the tiles that this leaf completes, from level 0 up. */
  readonly append: (leafHash: Uint8Array) => readonly RebuiltTile[]
  /** RFC 6962 section 2.1, over the leaves so far. @throws where there are none */
  readonly root: () => Uint8Array
}

/**
 * The tree over leaves as they come, one after the other, of which only the right edge is held: the
 * largest complete subtrees (at most one a level), and one unfinished tile for each eight levels.
 */
export function rebuildTree(crypto: Hasher): RebuiltTree {
  const subtrees: Uint8Array[] = []
  const unfinished: Uint8Array[] = []
  let size = 0
  return {
    size: () => size,
    append(leafHash) {
      const completed: RebuiltTile[] = []
      let [hash, level, index] = [leafHash, 0, size]
      for (; ; level++, index = (index - 1) / 2) {
        if (level % TILE_HEIGHT === 0) {
          if (level > 0) completed.push(takeTile(unfinished, level / TILE_HEIGHT - 1, index, hash))
          placeHash(unfinished, level / TILE_HEIGHT, index, hash)
        }
        const left = subtrees[level]
        if (index % 2 === 0 || left === undefined) break
        hash = nodeHash(left, hash, crypto)
      }
      subtrees[level] = hash
      size += 1
      return completed
    },
    root() {
      const edge = subtrees.filter((_, level) => Math.floor(size / 2 ** level) % 2 === 1)
      return edge.reduce((right, left) => nodeHash(left, right, crypto))
    },
  }
}

const TILE_HEIGHT = 8

function placeHash(unfinished: Uint8Array[], level: number, index: number, hash: Uint8Array): void {
  const tile = (unfinished[level] ??= new Uint8Array(TILE_WIDTH * HASH_LENGTH))
  tile.set(hash, (index % TILE_WIDTH) * HASH_LENGTH)
}

function takeTile(
  unfinished: Uint8Array[],
  level: number,
  index: number,
  root: Uint8Array,
): RebuiltTile {
  const hashes = unfinished[level] ?? new Uint8Array()
  unfinished[level] = new Uint8Array(TILE_WIDTH * HASH_LENGTH)
  return { level, index, hashes, root }
}

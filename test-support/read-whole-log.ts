import { createHash, createPublicKey, verify } from 'node:crypto'
import { readFile } from 'node:fs/promises'

/**
 * Reads a whole log, over HTTP or out of a folder that a web server could serve, as C2SP tlog-tiles, tlog-checkpoint and signed-note describe it, with
 * nothing of ours: from the checkpoint, every tile and every bundle of entries that its size asks for.
 * @param prefix the log's URL or its folder, without a slash at its end
 * @param vkey a C2SP verifier key
 * @returns the entries
 * @throws where anything is not as the checkpoint's signature and root say
 */
export async function readWholeLog(prefix: string, vkey: string): Promise<Buffer[]> {
  const note = (await get(`${prefix}/checkpoint`, 'text/plain; charset=utf-8')).toString()
  const { size, root } = openCheckpoint(note, vkey)
  const levels = await readTiles(prefix, size)
  const entries = await readEntries(prefix, size)
  entries.forEach((entry, i) => {
    same(sha256(Buffer.of(0), entry), levels[0]?.[i], `entry ${String(i)}`)
  })
  levels.forEach((hashes, level) => {
    for (const [i, hash] of (levels[level + 1] ?? []).entries())
      same(
        treeHash(hashes.slice(i * 256, (i + 1) * 256)),
        hash,
        `tile ${String(level)}/${String(i)}`,
      )
  })
  same(treeHash(levels[0] ?? []), root, 'the root')
  return entries
}

function openCheckpoint(note: string, vkey: string): { size: number; root: Buffer } {
  const [, name = '', keyId = '', material = ''] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) ?? []
  const [text = '', signatures = ''] = note.split('\n\n')
  const line = signatures.split('\n').find((each) => {
    const [, signer, base64 = ''] = each.split(' ')
    return signer === name && Buffer.from(base64, 'base64').toString('hex', 0, 4) === keyId
  })
  const signature = Buffer.from(line?.split(' ')[2] ?? '', 'base64').subarray(4)
  const x = Buffer.from(material, 'base64').subarray(1).toString('base64url')
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  if (!verify(null, Buffer.from(`${text}\n`), key, signature)) throw new Error('not signed')
  const [origin, size, root = ''] = text.split('\n')
  if (origin !== name) throw new Error('another log')
  return { size: Number(size), root: Buffer.from(root, 'base64') }
}

async function readTiles(prefix: string, size: number): Promise<Buffer[][]> {
  const levels: Buffer[][] = []
  for (let level = 0, hashes = size; hashes > 0; level++, hashes = Math.floor(hashes / 256)) {
    const bytes = await readAll(`${prefix}/tile/${String(level)}`, hashes)
    levels.push(
      Array.from({ length: hashes }, (_, i) => {
        const tile = bytes[Math.floor(i / 256)] ?? Buffer.alloc(0)
        return tile.subarray((i % 256) * 32, (i % 256) * 32 + 32)
      }),
    )
  }
  return levels
}

async function readEntries(prefix: string, size: number): Promise<Buffer[]> {
  const entries: Buffer[] = []
  for (const bundle of await readAll(`${prefix}/tile/entries`, size)) {
    for (let at = 0; at < bundle.length; at += 2 + bundle.readUInt16BE(at))
      entries.push(bundle.subarray(at + 2, at + 2 + bundle.readUInt16BE(at)))
  }
  if (entries.length !== size) throw new Error('the bundles hold another number of entries')
  return entries
}

/** Full resources, and at the end the partial one. */
async function readAll(folder: string, count: number): Promise<Buffer[]> {
  const found: Buffer[] = []
  for (let index = 0; index * 256 < count; index++) {
    const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0')
    const path = digits.replaceAll(/(\d{3})(?=\d)/g, 'x$1/')
    const width = Math.min(256, count - index * 256)
    const suffix = width === 256 ? '' : `.p/${String(width)}`
    found.push(await get(`${folder}/${path}${suffix}`, 'application/octet-stream'))
  }
  return found
}

async function get(url: string, type: string): Promise<Buffer> {
  if (!/^https?:/.test(url)) return readFile(url)
  const response = await fetch(url)
  if (response.status !== 200) throw new Error(`${url}: ${String(response.status)}`)
  if (response.headers.get('content-type') !== type) throw new Error(`${url}: another type`)
  return Buffer.from(await response.arrayBuffer())
}

/** RFC 6962 section 2.1, word for word, over leaf hashes. */
function treeHash(hashes: readonly Buffer[]): Buffer {
  const [only] = hashes
  if (hashes.length <= 1) return only ?? sha256()
  let k = 1
  while (k * 2 < hashes.length) k *= 2
  return sha256(Buffer.of(1), treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)))
}

function sha256(...parts: readonly Buffer[]): Buffer {
  return createHash('sha256').update(Buffer.concat(parts)).digest()
}

function same(found: Buffer, expected: Buffer | undefined, what: string): void {
  if (expected?.equals(found) !== true) throw new Error(`${what} is not what the log says it is`)
}

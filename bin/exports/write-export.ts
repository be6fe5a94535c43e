import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readFile, rename, rm, stat, writeFile, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { AppContext } from '#lib/context.ts'
import { digestExport, manifestOf, readExport } from '#lib/queries/export-file.ts'
import type { AccountExport } from '#lib/queries/exports.ts'
import { manifestSigner } from '#lib/signing/manifest-signer.ts'

export type Written = {
  /** How many bytes of it an earlier run had left behind. */
  readonly resumedAt: number
  readonly sha256: string
}

/**
 * Writes an export and its manifest into a folder. Until it is whole it has another name, and beside it
 * stands which file it is part of: if we stop here, the next run for the same file goes on behind what is
 * there. The manifest is in place first, so that whoever sees the file can check it.
 */
export async function writeExport(
  file: AccountExport,
  folder: string,
  context: Pick<AppContext, 'database' | 'keys' | 'now'>,
  onBytes: (done: number) => void = () => undefined,
): Promise<Written> {
  const path = join(folder, file.name)
  const part = `${path}.part`
  const hash = createHash('sha256')
  const resumedAt = await sizeOfPart(file, part)
  const handle = await open(part, resumedAt === 0 ? 'w' : 'a')
  try {
    await writeFile(
      notePath(part),
      JSON.stringify({ basis: file.basis, size: file.selection.size }),
    )
    await hashFile(part, hash)
    await append(file, handle, resumedAt, { hash, context, onBytes })
    await handle.sync()
  } finally {
    await handle.close()
  }
  const sha256 = hash.digest('hex')
  if (resumedAt > 0) await requireSame(file, part, sha256, context)
  const signer = manifestSigner(context.keys)
  await writeFile(`${path}.manifest.part`, manifestOf(file, sha256, { signer, now: context.now }))
  await rename(`${path}.manifest.part`, `${path}.manifest`)
  await rename(part, path)
  await rm(notePath(part))
  return { resumedAt, sha256 }
}

/** The size of the ledger that an unfinished file of that name is taken from; null where there is none. */
export async function sizeToGoOnWith(folder: string, name: string): Promise<number | null> {
  return (await readNote(join(folder, `${name}.part`)))?.size ?? null
}

/** Zero where there is none, or one of another file. */
async function sizeOfPart({ basis, bytes }: AccountExport, part: string): Promise<number> {
  const kept = await readNote(part)
  const found = await stat(part).catch(() => null)
  return kept?.basis === basis && found !== null && found.size <= bytes ? found.size : 0
}

const partNote = z.object({ basis: z.string(), size: z.number().int().positive() })

async function readNote(part: string): Promise<z.infer<typeof partNote> | null> {
  const text = await readFile(notePath(part), 'utf8').catch(() => null)
  if (text === null) return null
  try {
    return partNote.parse(JSON.parse(text))
  } catch {
    return null
  }
}

function notePath(part: string): string {
  return `${part}.json`
}

async function hashFile(path: string, hash: Hash): Promise<void> {
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array)
}

async function append(
  file: AccountExport,
  handle: FileHandle,
  from: number,
  {
    hash,
    context,
    onBytes,
  }: {
    readonly hash: Hash
    readonly context: Pick<AppContext, 'database'>
    readonly onBytes: (done: number) => void
  },
): Promise<void> {
  let done = from
  for await (const chunk of readExport(file, { from, until: file.bytes }, context)) {
    await handle.writeFile(chunk)
    hash.update(chunk)
    done += chunk.length
    onBytes(done)
  }
}

/** What an earlier run left may have been changed since: nothing is signed that the record does not say. */
async function requireSame(
  file: AccountExport,
  part: string,
  sha256: string,
  context: Pick<AppContext, 'database'>,
): Promise<void> {
  if ((await digestExport(file, context)) === sha256) return
  await rm(part)
  throw new Error(`${part} was not what an earlier run wrote, and is removed. Run this again.`)
}

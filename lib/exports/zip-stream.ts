import { Zip, ZipDeflate } from 'fflate'

/** One file of a zip, by its path in it. */
export type ZipFile = { readonly path: string; readonly bytes: AsyncIterable<Uint8Array> }

/** A zip that is made as it is read: no more of it is in memory than a piece of one file. */
export async function* zipStream(
  files: AsyncIterable<ZipFile>,
  at: Date,
): AsyncGenerator<Uint8Array> {
  const made: Uint8Array[] = []
  const zip = new Zip((error, chunk) => {
    if (error !== null) throw error
    made.push(chunk)
  })
  for await (const { path, bytes } of files) {
    const file = new ZipDeflate(path)
    file.mtime = at
    zip.add(file)
    for await (const chunk of bytes) {
      file.push(chunk)
      yield* made.splice(0)
    }
    file.push(new Uint8Array(), true)
    yield* made.splice(0)
  }
  zip.end()
  yield* made.splice(0)
}

import { randomUUID } from 'node:crypto'
import { open, unlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { HttpProblem } from './problem.ts'

/** A line of a body, counted from 1; null where it is longer than any may be. */
export type Line = { readonly number: number; readonly text: string | null }

const LINE_MAX_BYTES = 128 * 1024

/**
 * The lines of a body. It is taken in whole first, into a file that has no name any more: many programs read
 * no answer until they have sent all, and two that wait for each other never end. What is in memory is one
 * piece of it, whatever its size.
 *
 * @throws HttpProblem where it is larger than `maxBytes`; then nothing of it was answered
 */
export async function spooledLines(
  request: Request,
  maxBytes: number,
): Promise<AsyncGenerator<Line>> {
  const path = join(tmpdir(), `assent-${randomUUID()}`)
  const file = await open(path, 'wx+', 0o600)
  await unlink(path)
  try {
    let size = 0
    for await (const chunk of request.body ?? []) {
      size += chunk.length
      if (size > maxBytes) throw new HttpProblem('body_too_large')
      await file.writeFile(chunk)
    }
    if (size === 0) throw new HttpProblem('body_missing')
  } catch (error) {
    await file.close()
    throw error
  }
  return linesOf(file)
}

async function* linesOf(file: Awaited<ReturnType<typeof open>>): AsyncGenerator<Line> {
  try {
    let number = 0
    let rest = Buffer.alloc(0)
    let isTooLong = false
    const lineOf = (bytes: Buffer): Line => {
      const isRefused = isTooLong || bytes.length > LINE_MAX_BYTES
      isTooLong = false
      return { number: (number += 1), text: isRefused ? null : bytes.toString('utf8') }
    }
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
      let bytes = Buffer.concat([rest, chunk as Buffer])
      for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10)) {
        yield lineOf(bytes.subarray(0, end))
        bytes = bytes.subarray(end + 1)
      }
      isTooLong ||= bytes.length > LINE_MAX_BYTES
      rest = isTooLong ? Buffer.alloc(0) : bytes
    }
    if (rest.length > 0 || isTooLong) yield lineOf(rest)
  } finally {
    await file.close()
  }
}

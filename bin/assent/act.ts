import { createReadStream } from 'node:fs'
import { resolve } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { z } from 'zod'
import type { RefusalCode } from '#lib/http/problem-code.ts'
import { problemSentence } from '#lib/http/problem.ts'
import { plainMessage } from '#lib/http/field-errors.ts'

/** Who acts here: whoever holds the shell. */
export const commandLine = { kind: 'command_line' } as const

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly code: RefusalCode; readonly problems?: readonly string[] }

/** The value, or the end of the command: one line that says why not. */
export function must<Value>(outcome: Outcome<Value>): Value {
  if (outcome.ok) return outcome.value
  throw new Error([problemSentence(outcome.code), ...(outcome.problems ?? [])].join(' '))
}

/** An argument read by a schema; what does not fit is a usage error. */
export function readBy<Output>(schema: z.ZodType<Output>): (text: string) => Output {
  return (text) => {
    const result = schema.safeParse(text, { error: plainMessage })
    if (result.success) return result.data
    throw new InvalidArgumentError(result.error.issues[0]?.message ?? '')
  }
}

/** Several options read together by a schema; an option that is wrong is named, in one line. */
export function readOptions<Output>(given: object, schema: z.ZodType<Output>): Output {
  const result = schema.safeParse(given, { error: plainMessage })
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new Error(`--${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`)
}

/** Of a larger document one byte more is read, which is enough to refuse it. */
export const TERMS_BYTES_MAX = 2_000_000

/** The file's bytes; of one that is larger than `max` only so many that its size is known to be. */
export async function readFileUpTo(path: string, max: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    const stream = createReadStream(whereCalled(path), { end: max })
    for await (const chunk of stream) chunks.push(chunk as Uint8Array)
  } catch (error) {
    throw new Error(`${path} cannot be read: ${reasonOf(error)}.`, { cause: error })
  }
  return Buffer.concat(chunks)
}

const JSON_BYTES_MAX = 10_000_000

/** @throws with one line that names the file and what is wrong in it */
export async function readJson<Output>(path: string, schema: z.ZodType<Output>): Promise<Output> {
  const bytes = await readFileUpTo(path, JSON_BYTES_MAX)
  const result = schema.safeParse(parse(path, bytes), { error: plainMessage })
  if (result.success) return result.data
  const issue = result.error.issues[0]
  throw new Error(
    `${path} is not right at "${issue?.path.join('.') ?? ''}": ${issue?.message ?? ''}`,
  )
}

/** Below the folder that npm was called in: `npm run` goes to the project's own before it starts this. */
export function whereCalled(path: string): string {
  const { INIT_CWD: calledIn, npm_lifecycle_event: script } = process.env
  return script === 'assent' && calledIn !== undefined ? resolve(calledIn, path) : resolve(path)
}

export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOENT') return 'there is no such file or folder'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES') return 'this user may not'
  return error instanceof Error ? error.message : String(error)
}

function parse(path: string, bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (error) {
    throw new Error(`${path} is not JSON in UTF-8.`, { cause: error })
  }
}

import type { z } from 'zod'
import { fieldErrors, plainMessage, unstorableText } from './field-errors.ts'
import { HttpProblem } from './problem.ts'

/** Where a route does not say. */
export const BODY_MAX_BYTES = 256 * 1024

/** How a route reads its body: `json` always, `form` beside it where files are sent. Both end in one input. */
export type BodySpec<Input> = {
  readonly json: z.ZodType<Input>
  readonly form?: z.ZodType<Input>
  /** In bytes; 256 KiB where a route does not say. */
  readonly maxBytes?: number
}

/**
 * Reads, decodes and checks the body of a request. Nothing of it is used before all of it is checked.
 * @throws HttpProblem
 */
export async function readInput<Input>(request: Request, spec: BodySpec<Input>): Promise<Input> {
  const schema = schemaFor(request, spec)
  const bytes = await readBytes(request, spec.maxBytes ?? BODY_MAX_BYTES)
  if (bytes.length === 0) throw new HttpProblem('body_missing')
  const value = schema === spec.form ? await parseForm(request, bytes) : parseJson(bytes)
  const errors = unstorableText(value)
  if (errors.length > 0) throw new HttpProblem('input_invalid', { errors })
  const result = await schema.safeParseAsync(value, { error: plainMessage })
  if (result.success) return result.data
  throw new HttpProblem('input_invalid', { errors: fieldErrors(result.error) })
}

function schemaFor<Input>(request: Request, { json, form }: BodySpec<Input>): z.ZodType<Input> {
  const type = request.headers.get('content-type') ?? ''
  if (/^application\/json *(;|$)/i.test(type)) return json
  if (form === undefined) throw new HttpProblem('json_expected')
  if (/^multipart\/form-data *;/i.test(type)) return form
  throw new HttpProblem('form_or_json_expected')
}

/** The body's bytes. Reading stops at `max`, whatever length was announced. @throws HttpProblem */
export async function readBytes(request: Request, max: number): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > max)
    throw new HttpProblem('body_too_large')
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request.body ?? []) {
    length += chunk.length
    if (length > max) throw new HttpProblem('body_too_large')
    chunks.push(chunk)
  }
  return new Uint8Array(Buffer.concat(chunks))
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new HttpProblem('json_malformed')
  }
}

/** The fields by name, each once: of a name that is sent twice the last counts. Files stay files. */
async function parseForm(request: Request, bytes: Uint8Array<ArrayBuffer>): Promise<unknown> {
  const headers = { 'content-type': request.headers.get('content-type') ?? '' }
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw new HttpProblem('form_malformed')
  })
  return Object.fromEntries(form)
}

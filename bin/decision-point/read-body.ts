import type { IncomingMessage } from 'node:http'

/** Bodies beyond this are refused, in bytes. */
export const BODY_MAX = 1_000_000

const JSON_TYPE = 'application/json'

export type Body = { readonly text: string } | { readonly problem: 'too_large' }

/** Takes a body as it comes. Of one that is cut off nothing is heard, and nothing needs an answer. */
export function readBody(request: IncomingMessage, taken: (body: Body) => void): void {
  const chunks: Buffer[] = []
  let size = 0
  const refuse = () => {
    request.removeAllListeners('data')
    request.removeAllListeners('end')
    request.resume()
    taken({ problem: 'too_large' })
  }
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) {
    refuse()
    return
  }
  request.on('data', (chunk: Buffer) => {
    size += chunk.length
    if (size > BODY_MAX) refuse()
    else chunks.push(chunk)
  })
  request.on('end', () => {
    const [only] = chunks
    const whole = chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
    taken({ text: whole.toString('utf8') })
  })
}

/** `application/json`, whatever its parameters. */
export function isJson({ headers }: IncomingMessage): boolean {
  const type = headers['content-type']
  return type === JSON_TYPE || /^application\/json\s*(;|$)/i.test(type ?? '')
}

/** Undefined for what is no JSON. Deep JSON is read as any other: the parser does not recurse. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

export type JsonObject = Readonly<Record<string, unknown>>

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

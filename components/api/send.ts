/** RFC 9457, as the portal's API answers it. */
export type Problem = {
  /** Zero where no answer came. */
  readonly status: number
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly errors?: readonly { readonly field: string; readonly message: string }[]
  /** Set where some of what was sent was recorded all the same: its receipt, or null. */
  readonly recorded?: string | null
  readonly requestId?: string
}

export type Sent<Value> =
  | { readonly ok: true; readonly status: number; readonly value: Value }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Sends JSON to the portal's own API, or asks it for some. Never throws: no connection, no answer within 20 seconds and an
 * answer that is not understood are problems as well. `Value` is what the route says it answers.
 */
export async function sendJson<Value>(
  url: string,
  {
    method = 'POST',
    body,
    ifMatch,
  }: {
    readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
    readonly body?: unknown
    /** The basis that the page rests on: sent as the one entity-tag of If-Match. */
    readonly ifMatch?: string | undefined
  } = {},
): Promise<Sent<Value>> {
  const headers = new Headers({ accept: 'application/json' })
  if (body !== undefined) headers.set('content-type', 'application/json')
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)
  const signal = AbortSignal.timeout(20_000)
  const init = { method, headers, signal, body: body === undefined ? null : JSON.stringify(body) }
  try {
    return await read<Value>(await fetch(url, init))
  } catch {
    return { ok: false, problem: unreachable }
  }
}

async function read<Value>(response: Response): Promise<Sent<Value>> {
  const { status, ok } = response
  const text = await response.text()
  if (ok) return { ok, status, value: (text === '' ? undefined : JSON.parse(text)) as Value }
  return { ok, problem: { ...notUnderstood, status, ...problemIn(text) } }
}

function problemIn(text: string): Partial<Problem> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? value : {}
  } catch {
    return {}
  }
}

const unreachable: Problem = {
  status: 0,
  code: 'unreachable',
  title: 'No answer came from the portal',
  detail:
    'Whether it was recorded is not known. Check your connection, then load this page again and look.',
}

const notUnderstood: Problem = {
  status: 0,
  code: 'not_understood',
  title: 'Something went wrong here',
  detail: 'It is not your fault. Load this page again and look at what was recorded.',
}

import { z } from 'zod'
import type { ZoomApi } from '#lib/platform-settings.ts'

/** What `GET /accounts/{id}/settings` and `…/lock_settings` answered, as it came. */
export type ZoomSettings = { readonly settings: object; readonly lockSettings: object }

/** Why nothing was read: a word for the report, never what was sent or answered. */
export type ZoomFailure = 'unreachable' | 'token_refused' | 'settings_refused' | 'not_understood'

const PATIENCE_MS = 30_000
const BODY_MAX_BYTES = 2_000_000

/** Server-to-Server OAuth (grant `account_credentials`), then both trees. Nothing is changed at Zoom. */
export async function fetchZoomSettings(api: ZoomApi): Promise<ZoomSettings | ZoomFailure> {
  const token = await fetchToken(api)
  if (typeof token === 'string') return token
  const [settings, lockSettings] = await Promise.all(
    ['settings', 'lock_settings'].map((tree) => {
      const url = `${api.apiUrl}/accounts/${encodeURIComponent(api.accountId)}/${tree}`
      const headers = { authorization: `Bearer ${token.value}` }
      return fetchJson(url, { headers }, 'settings_refused', treeAnswer)
    }),
  )
  if (typeof settings === 'string') return settings
  if (typeof lockSettings === 'string') return lockSettings
  if (settings === undefined || lockSettings === undefined) return 'not_understood'
  return { settings: settings.value, lockSettings: lockSettings.value }
}

const treeAnswer = z.record(z.string(), z.unknown())
const tokenAnswer = z.object({ access_token: z.string().min(1) })

async function fetchToken(api: ZoomApi): Promise<{ readonly value: string } | ZoomFailure> {
  const { accountId, clientId, clientSecret, tokenUrl } = api
  const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64')
  const answer = await fetchJson(
    tokenUrl,
    {
      method: 'POST',
      headers: { authorization: `Basic ${basic}` },
      body: new URLSearchParams({ grant_type: 'account_credentials', account_id: accountId }),
    },
    'token_refused',
    tokenAnswer,
  )
  return typeof answer === 'string' ? answer : { value: answer.value.access_token }
}

async function fetchJson<Answer>(
  url: string,
  request: RequestInit,
  refused: ZoomFailure,
  schema: z.ZodType<Answer>,
): Promise<{ readonly value: Answer } | ZoomFailure> {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(url, { ...request, redirect: 'error', signal })
    if (!response.ok) return refused
    if (Number(response.headers.get('content-length') ?? 0) > BODY_MAX_BYTES)
      return 'not_understood'
    const parsed = schema.safeParse(parse(await response.text()))
    return parsed.success ? { value: parsed.data } : 'not_understood'
  } catch {
    return 'unreachable'
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

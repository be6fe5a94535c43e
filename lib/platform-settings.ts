import { z } from 'zod'

/** Meeting platforms that send their events here, each with whose meetings they are and its secret; null: off. */
export type PlatformSettings = {
  readonly jitsi: { readonly account: string; readonly token: string } | null
  readonly bigbluebutton: { readonly account: string; readonly secret: string } | null
  readonly livekit: {
    readonly account: string
    readonly key: string
    readonly secret: string
  } | null
  readonly zoom: { readonly account: string; readonly secret: string } | null
}

/** Zoom's API by a Server-to-Server OAuth app of the account whose settings are compared. */
export type ZoomApi = {
  /** Ours: its short name, or the platform's own id. */
  readonly account: string
  readonly accountId: string
  readonly clientId: string
  readonly clientSecret: string
  /** Without a slash at its end. */
  readonly apiUrl: string
  readonly tokenUrl: string
}

const zoomUrl = z
  .url({ protocol: /^https?$/, error: 'expected a URL' })
  .transform((url) => url.replace(/\/+$/, ''))

export const platformSettings = {
  JITSI_ACCOUNT: z.string().optional(),
  JITSI_TOKEN: z.string().min(16, 'expected at least 16 characters').optional(),
  BIGBLUEBUTTON_ACCOUNT: z.string().optional(),
  BIGBLUEBUTTON_SECRET: z.string().optional(),
  LIVEKIT_ACCOUNT: z.string().optional(),
  LIVEKIT_API_KEY: z.string().optional(),
  LIVEKIT_API_SECRET: z.string().optional(),
  ZOOM_ACCOUNT: z.string().optional(),
  ZOOM_SECRET_TOKEN: z.string().optional(),
  ZOOM_SETTINGS_ACCOUNT: z.string().optional(),
  ZOOM_ACCOUNT_ID: z.string().optional(),
  ZOOM_CLIENT_ID: z.string().optional(),
  ZOOM_CLIENT_SECRET: z.string().optional(),
  ZOOM_API_URL: zoomUrl.default('https://api.zoom.us/v2'),
  ZOOM_TOKEN_URL: zoomUrl.default('https://zoom.us/oauth/token'),
}

/** Each by all of its settings together; `refuse` makes the error where some of one are missing. */
export function platformsOf(
  given: Readonly<Record<string, unknown>>,
  refuse: (text: string) => Error,
): PlatformSettings {
  const read = <Part extends string>(names: Readonly<Record<Part, string>>) =>
    together(given, names, refuse)
  return {
    jitsi: read({ account: 'JITSI_ACCOUNT', token: 'JITSI_TOKEN' }),
    bigbluebutton: read({
      account: 'BIGBLUEBUTTON_ACCOUNT',
      secret: 'BIGBLUEBUTTON_SECRET',
    }),
    livekit: read({
      account: 'LIVEKIT_ACCOUNT',
      key: 'LIVEKIT_API_KEY',
      secret: 'LIVEKIT_API_SECRET',
    }),
    zoom: read({ account: 'ZOOM_ACCOUNT', secret: 'ZOOM_SECRET_TOKEN' }),
  }
}

/** Null where none of them is set. */
function together<Part extends string>(
  given: Readonly<Record<string, unknown>>,
  names: Readonly<Record<Part, string>>,
  refuse: (text: string) => Error,
): Readonly<Record<Part, string>> | null {
  const values = Object.entries<string>(names).map(([part, name]) => [part, given[name]])
  const missing = Object.values<string>(names).filter((name) => given[name] === undefined)
  if (missing.length === values.length) return null
  if (missing.length > 0)
    throw refuse(`${missing.join(' and ')} is needed beside what is set of that platform.`)
  return Object.fromEntries(values) as Record<Part, string>
}

/** Null: settings at Zoom are not compared. */
export function zoomApiOf(
  given: Readonly<Record<string, unknown>> & { ZOOM_API_URL: string; ZOOM_TOKEN_URL: string },
  refuse: (text: string) => Error,
): ZoomApi | null {
  const names = {
    account: 'ZOOM_SETTINGS_ACCOUNT',
    accountId: 'ZOOM_ACCOUNT_ID',
    clientId: 'ZOOM_CLIENT_ID',
    clientSecret: 'ZOOM_CLIENT_SECRET',
  } as const
  const app = together<keyof typeof names>(given, names, refuse)
  return app && { ...app, apiUrl: given.ZOOM_API_URL, tokenUrl: given.ZOOM_TOKEN_URL }
}

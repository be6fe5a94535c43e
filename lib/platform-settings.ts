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

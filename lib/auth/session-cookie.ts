import { env } from '#lib/env.ts'

/**
 * The cookie that holds the session's token, by next-auth's own name for it. It outlives the session on
 * purpose: a page cannot write cookies, so the session's roll is in the database alone.
 */
export function sessionCookie() {
  const secure = env().publicUrl.startsWith('https://')
  return {
    name: `${secure ? '__Secure-' : ''}next-auth.session-token`,
    options: {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure,
      maxAge: 30 * 24 * 60 * 60,
    },
  } as const
}

/** A Set-Cookie header's value; of an empty token, one that takes the cookie away. */
export function setSessionCookie(token: string): string {
  const { name, options } = sessionCookie()
  const parts = [
    `${name}=${token}`,
    `Path=${options.path}`,
    `Max-Age=${token === '' ? 0 : options.maxAge}`,
    'HttpOnly',
    'SameSite=Lax',
  ]
  return [...parts, ...(options.secure ? ['Secure'] : [])].join('; ')
}

/** The session's token in a request's Cookie header, or null. */
export function sessionTokenIn(request: Request): string | null {
  const { name } = sessionCookie()
  const pairs = (request.headers.get('cookie') ?? '').split(';').map((pair) => pair.trim())
  const pair = pairs.find((each) => each.startsWith(`${name}=`))
  return pair?.slice(name.length + 1) ?? null
}

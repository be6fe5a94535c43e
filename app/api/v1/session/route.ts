import { endSession } from '#lib/commands/end-session.ts'
import { sessionTokenIn, setSessionCookie } from '#lib/auth/session-cookie.ts'
import { answer, done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'

/** Who is signed in. */
export const GET = handle('person', {}, ({ principal: { id, name, email } }) =>
  Promise.resolve(answer({ person: { id, name, email } })),
)

/** Signs out. Also for whoever is not signed in: the cookie is gone afterwards. */
export const DELETE = handle('anyone', {}, async ({ request, context }) => {
  const sessionToken = sessionTokenIn(request)
  if (sessionToken !== null) await endSession({ kind: 'bearer', sessionToken }, context)
  return done({ 'set-cookie': setSessionCookie('') })
})

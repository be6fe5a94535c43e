import { startDemonstrationSession } from '#lib/commands/start-demonstration-session.ts'
import { sessionTokenIn, setSessionCookie } from '#lib/auth/session-cookie.ts'
import { env } from '#lib/env.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { isLoopbackHost } from '#lib/http/loopback-host.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { apiPaths } from '#lib/paths.ts'
import { demonstrationSessionInput } from '#lib/schemas/demonstration-session.ts'

/** Signs in as the person that was picked. With a database of one's own there is no such address. */
export const POST = handle(
  'anyone',
  { before: requireDemonstration, body: { json: demonstrationSessionInput } },
  async ({ request, input, context }) => {
    const { demonstration } = env()
    const result = await startDemonstrationSession(
      { kind: 'visitor', demonstration },
      { person: input.person, replaces: sessionTokenIn(request) },
      context,
    )
    if (!result.ok) return result
    const { sessionToken, person } = result.value
    const cookie = { 'set-cookie': setSessionCookie(sessionToken) }
    return created(apiPaths.session(), { person: { id: person.id, name: person.name } }, cookie)
  },
)

/** The portal's server asks for the Host as well; a sign-in without a password asks again. */
function requireDemonstration(request: Request): void {
  if (!env().demonstration) throw new HttpProblem('not_found')
  if (!isLoopbackHost(request.headers.get('host'))) throw new HttpProblem('host_unknown')
}

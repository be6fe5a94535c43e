import { createMeeting } from '#lib/commands/create-meeting.ts'
import { env } from '#lib/env.ts'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { readBytes } from '#lib/http/read-input.ts'
import { admitProsody, readReservation } from '#lib/mappings/jitsi.ts'
import { platformClient } from '#lib/mappings/platform-client.ts'
import { refusedByProblem } from '#lib/mappings/webhook-problem.ts'

/** In seconds. Prosody ends the room after it; the portal has no opinion on how long people meet. */
const DURATION = 24 * 60 * 60

/** Jitsi's reservation API: Prosody asks before a room opens, and a room whose account is not known stays shut. */
export const POST = handle('anyone', {}, async ({ request, context }) => {
  const { jitsi } = env().platforms
  if (jitsi === null) throw new HttpProblem('not_found')
  await refusedByProblem(() => admitProsody(request.headers, jitsi))
  const body = new TextDecoder().decode(await readBytes(request, 64 * 1024))
  const { name, ...said } = await refusedByProblem(() => readReservation(body))
  const meeting = { account: jitsi.account, meeting: name, label: null, forMinors: false }
  const registered = await createMeeting(platformClient, { ...meeting, leavesOut: [] }, context)
  // What Prosody hands to whoever opened the room is `message`.
  if (!registered.ok) return Response.json({ message: REFUSED }, { status: 403 })
  return answer({ id: registered.value.id, name, ...said, duration: DURATION })
})

const REFUSED = 'This room cannot be opened: the organisation that it belongs to is not known.'

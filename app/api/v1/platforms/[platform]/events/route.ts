import { z } from 'zod'
import { createMeeting } from '#lib/commands/create-meeting.ts'
import { recordMeetingChanges } from '#lib/commands/record-meeting-changes.ts'
import { env } from '#lib/env.ts'
import { answer, done } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { HttpProblem } from '#lib/http/problem.ts'
import { readBytes } from '#lib/http/read-input.ts'
import { receive, type PlatformEvent } from '#lib/mappings/receive.ts'
import { refusedByProblem } from '#lib/mappings/webhook-problem.ts'
import { platformClient } from '#lib/mappings/platform-client.ts'

const params = z.object({ platform: z.enum(['jitsi', 'bigbluebutton', 'livekit', 'zoom']) })

const MAX_BYTES = 256 * 1024

/** An event of a meeting platform, signed as that platform signs. Unknown events are taken and change nothing. */
export const POST = handle('anyone', { params }, async ({ request, params, context }) => {
  const { account, leavesOut, received } = await receiveSigned(
    request,
    params.platform,
    context.now(),
  )
  if (received.kind === 'reply') return answer(received.json)
  if (received.kind === 'nothing') return done()
  const { meeting, changes } = received
  const input = { account, meeting, label: null, forMinors: false, leavesOut: [...leavesOut] }
  const registered = await createMeeting(platformClient, input, context)
  if (!registered.ok) return registered
  const stated = { meetingId: registered.value.id, changes }
  const recorded = await recordMeetingChanges(platformClient, stated, context)
  return recorded.ok ? done() : recorded
})

async function receiveSigned(
  request: Request,
  platform: string,
  now: Date,
): Promise<PlatformEvent> {
  const bytes = await readBytes(request, MAX_BYTES)
  const { pathname, search } = new URL(request.url)
  const { platforms, publicUrl } = env()
  const webhook = {
    url: `${publicUrl}${pathname}${search}`,
    headers: request.headers,
    body: new TextDecoder().decode(bytes),
  }
  const event = await refusedByProblem(() => receive(platform, webhook, platforms, now))
  if (event !== null) return event
  throw new HttpProblem('not_found')
}

import { createHmac } from 'node:crypto'
import { z } from 'zod'
import type { PlatformSettings } from '#lib/platform-settings.ts'
import { parsePayload } from './parse-payload.ts'
import { isSameSecret } from './same-secret.ts'
import { Stated } from './stated.ts'
import { NOTHING, WebhookRefused, type Received, type Webhook } from './webhook.ts'

/** As far as the clocks may be apart; what is older was sent before. */
const WINDOW_MS = 5 * 60 * 1000

/**
 * Zoom's webhook: `x-zm-signature` is an HMAC-SHA256 over version, timestamp and body, and
 * `endpoint.url_validation` is answered. A member is named by `customer_key`, which the platform's own app gave,
 * else by Zoom's user id; who has neither is a guest. Who dials in is on the phone.
 */
export function receiveZoom(
  { headers, body }: Webhook,
  { secret }: NonNullable<PlatformSettings['zoom']>,
  now: Date,
): Received {
  const timestamp = headers.get('x-zm-request-timestamp') ?? ''
  const signature = `v0=${hmac(secret, `v0:${timestamp}:${body}`)}`
  if (!isSameSecret(headers.get('x-zm-signature') ?? '', signature))
    throw new WebhookRefused('webhook_unsigned')
  const isNear = Math.abs(now.getTime() - Number(timestamp) * 1000) <= WINDOW_MS
  if (!/^\d{1,12}$/.test(timestamp) || !isNear) throw new WebhookRefused('webhook_late')
  const payload = parsePayload(schema, body)
  if (payload.event === 'endpoint.url_validation') {
    const { plainToken } = parsePayload(validation, body).payload
    return { kind: 'reply', json: { plainToken, encryptedToken: hmac(secret, plainToken) } }
  }
  if (!EVENTS.includes(payload.event)) return NOTHING
  return statedBy(parsePayload(meetingEvent, body))
}

function statedBy({ event, event_ts: ts, payload: { object } }: MeetingEvent): Received {
  const stated = new Stated(object.uuid, [event, ts, object.participant ?? null], new Date(ts))
  if (event === 'meeting.started') return stated.received
  if (event === 'meeting.ended') return stated.ended().received
  const { participant } = object
  if (participant === undefined) throw new WebhookRefused('webhook_malformed')
  const name = participant.participant_uuid ?? participant.user_id
  switch (event) {
    case 'meeting.participant_joined':
      return stated.joined({
        participant: name,
        member: participant.customer_key || participant.id || null,
        isHost: Boolean(participant.id) && participant.id === object.host_id,
        device: participant.phone_number ? 'phone' : 'client',
      }).received
    case 'meeting.participant_left':
      return stated.left(name).received
    default:
      return participant.new_role === 'host' ? stated.hosts(name).received : NOTHING
  }
}

function hmac(secret: string, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex')
}

const EVENTS: readonly string[] = [
  'meeting.started',
  'meeting.ended',
  'meeting.participant_joined',
  'meeting.participant_left',
  'meeting.participant_role_changed',
]

const schema = z.object({ event: z.string() })

const validation = z.object({ payload: z.object({ plainToken: z.string().min(1).max(1000) }) })

const name = z.string().min(1).max(200)
/** Zoom sends an empty text where it knows nothing. */
const maybe = z.string().max(200).optional()

const meetingEvent = z.object({
  event: z.string(),
  event_ts: z.number().int().positive(),
  payload: z.object({
    object: z.object({
      uuid: name,
      host_id: maybe,
      participant: z
        .object({
          user_id: name,
          participant_uuid: name.optional(),
          id: maybe,
          customer_key: maybe,
          phone_number: maybe,
          new_role: maybe,
        })
        .optional(),
    }),
  }),
})
type MeetingEvent = z.output<typeof meetingEvent>

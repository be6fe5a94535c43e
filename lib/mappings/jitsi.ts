import { z } from 'zod'
import type { PlatformSettings } from '#lib/platform-settings.ts'
import { parsePayload } from './parse-payload.ts'
import { isSameSecret } from './same-secret.ts'
import { Stated } from './stated.ts'
import { NOTHING, WebhookRefused, type Received, type Webhook } from './webhook.ts'

/** Refuses whoever has not the token of Prosody's settings. @throws WebhookRefused */
export function admitProsody(
  headers: Headers,
  { token }: NonNullable<PlatformSettings['jitsi']>,
): void {
  if (!isSameSecret(headers.get('authorization') ?? '', `Bearer ${token}`))
    throw new WebhookRefused('webhook_unsigned')
}

/** What Prosody asks of the reservation API before a room opens: `name`, `start_time` and `mail_owner`, as a form. */
export function readReservation(body: string): Reservation {
  const form = Object.fromEntries(new URLSearchParams(body))
  const result = reservation.safeParse(form)
  if (!result.success) throw new WebhookRefused('webhook_malformed')
  return result.data
}

/**
 * Events of Jitsi's Prosody plugin event_sync, with the token of its `api_headers`. A member is named by the
 * `id` of their JWT; who came without one is a guest. A moderator hosts, as far as the plugin says so, else
 * the first who is named. The plugin names a room and no session of it: a room that is destroyed is emptied, and is
 * the same meeting when it opens again. A breakout room is a meeting of its own.
 */
export function receiveJitsi(
  { headers, body }: Webhook,
  settings: NonNullable<PlatformSettings['jitsi']>,
): Received {
  admitProsody(headers, settings)
  const event = parsePayload(schema, body)
  const { event_name: what, occupant } = event
  switch (what) {
    case 'muc-room-created':
      return statedBy(event, event.created_at).received
    case 'muc-room-destroyed': {
      const stated = statedBy(event, event.destroyed_at)
      for (const { occupant_jid } of event.all_occupants ?? []) stated.left(occupant_jid)
      return stated.received
    }
    case 'muc-occupant-joined':
      if (occupant === undefined) throw new WebhookRefused('webhook_malformed')
      return statedBy(event, occupant.joined_at).joined({
        participant: occupant.occupant_jid,
        member: occupant.id ?? null,
        isHost: occupant.moderator ?? isFirst(event),
      }).received
    case 'muc-occupant-left':
      if (occupant === undefined) throw new WebhookRefused('webhook_malformed')
      return statedBy(event, occupant.left_at).left(occupant.occupant_jid).received
    default:
      return NOTHING
  }
}

function isFirst({ occupant, active_occupants_count: count }: Event): boolean {
  return count === 1 && occupant?.id !== undefined
}

function statedBy(event: Event, seconds: number | undefined): Stated {
  if (seconds === undefined) throw new WebhookRefused('webhook_malformed')
  const { event_name: what, room_jid: jid, occupant, breakout_room_id: breakout } = event
  // The reservation API knows a room by its name alone, which is the JID's local part.
  const [room = ''] = jid.split('@', 1)
  const meeting = event.is_breakout === true ? `${room}/${breakout ?? ''}` : room
  return new Stated(
    meeting,
    [what, meeting, occupant?.occupant_jid, seconds],
    new Date(seconds * 1000),
  )
}

const name = z.string().min(1).max(200)
const seconds = z.number().int().positive()

const reservation = z.object({
  name,
  start_time: z.iso.datetime({ offset: true }),
  mail_owner: z.string().max(500).default(''),
})
export type Reservation = z.output<typeof reservation>

const schema = z.object({
  event_name: z.string(),
  room_jid: name,
  is_breakout: z.boolean().optional(),
  breakout_room_id: name.optional(),
  created_at: seconds.optional(),
  destroyed_at: seconds.optional(),
  active_occupants_count: z.number().int().optional(),
  occupant: z
    .object({
      occupant_jid: name,
      id: name.optional(),
      moderator: z.boolean().optional(),
      joined_at: seconds.optional(),
      left_at: seconds.optional(),
    })
    .optional(),
  all_occupants: z
    .array(z.object({ occupant_jid: name }))
    .max(900)
    .optional(),
})
type Event = z.output<typeof schema>

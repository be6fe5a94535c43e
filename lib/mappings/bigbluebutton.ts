import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { PlatformSettings } from '#lib/platform-settings.ts'
import { parsePayload } from './parse-payload.ts'
import { isSameSecret } from './same-secret.ts'
import { Stated } from './stated.ts'
import { NOTHING, WebhookRefused, type Received, type Webhook } from './webhook.ts'

/** bbb-webhooks sends again for as long as nobody answers, with the first sending's time. */
const WINDOW_MS = 24 * 60 * 60 * 1000

/**
 * The callback of bbb-webhooks: a form with `domain`, `event` and `timestamp`, and behind the registered URL a
 * checksum over URL, form and shared secret, by SHA-1 or, as the server is set, SHA-256 or more. Who joined
 * without a user id of the front end has BigBlueButton's own, and is a guest. Moderators host; the last counts.
 */
export function receiveBigBlueButton(
  { url, body }: Webhook,
  { secret }: NonNullable<PlatformSettings['bigbluebutton']>,
  now: Date,
): Received {
  const [, registered = '', checksum = ''] = /^(.*)[?&]checksum=([0-9a-f]+)$/.exec(url) ?? []
  const algorithm = ALGORITHMS.get(checksum.length)
  if (algorithm === undefined) throw new WebhookRefused('webhook_unsigned')
  const expected = createHash(algorithm).update(`${registered}${body}${secret}`).digest('hex')
  if (!isSameSecret(checksum, expected)) throw new WebhookRefused('webhook_unsigned')
  const form = new URLSearchParams(body)
  const sentAt = Number(form.get('timestamp') ?? NaN)
  if (!(Math.abs(now.getTime() - sentAt) <= WINDOW_MS)) throw new WebhookRefused('webhook_late')
  const [{ data }] = parsePayload(schema, form.get('event') ?? '')
  return statedBy(data)
}

function statedBy({ id, attributes: { meeting, user }, event: { ts } }: Data): Received {
  const internal = meeting['internal-meeting-id']
  const stated = new Stated(internal, [id, ts, user?.['internal-user-id']], new Date(ts))
  if (id === 'meeting-created') return stated.received
  if (id === 'meeting-ended') return stated.ended().received
  if (user === undefined) return NOTHING
  const participant = user['internal-user-id']
  const external = user['external-user-id']
  if (id === 'user-left') return stated.left(participant).received
  if (id !== 'user-joined') return NOTHING
  return stated.joined({
    participant,
    member: external === undefined || external === participant ? null : external,
    isHost: user.role === 'MODERATOR',
  }).received
}

const ALGORITHMS: ReadonlyMap<number, string> = new Map([
  [40, 'sha1'],
  [64, 'sha256'],
  [96, 'sha384'],
  [128, 'sha512'],
])

const name = z.string().min(1).max(200)

const data = z.object({
  id: z.string(),
  attributes: z.object({
    meeting: z.object({ 'internal-meeting-id': name }),
    user: z
      .object({
        'internal-user-id': name,
        'external-user-id': name.optional(),
        role: z.string().optional(),
      })
      .optional(),
  }),
  event: z.object({ ts: z.number().int().positive() }),
})
type Data = z.output<typeof data>

/** bbb-webhooks sends one event a callback, in a list. */
const schema = z.tuple([z.object({ data })])

import { createHash } from 'node:crypto'
import { errors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { PlatformSettings } from '#lib/platform-settings.ts'
import { parsePayload } from './parse-payload.ts'
import { isSameSecret } from './same-secret.ts'
import { Stated } from './stated.ts'
import { NOTHING, WebhookRefused, type Received, type Webhook } from './webhook.ts'

/**
 * LiveKit's webhook: a JWT in `Authorization`, signed with the API secret (HS256), which holds the SHA-256 of
 * the body in base64. The participant's identity is the platform's own id of a member; attributes say
 * what an identity cannot: `assent.guest` and `assent.host` ("true"), `assent.account`. Agents, egress and
 * ingress take part and are no people; who dials in (SIP) is on the phone.
 */
export async function receiveLiveKit(
  { headers, body }: Webhook,
  settings: NonNullable<PlatformSettings['livekit']>,
  now: Date,
): Promise<Received> {
  await verify(headers.get('authorization') ?? '', body, settings, now)
  const { event, id, createdAt, room, participant } = parsePayload(schema, body)
  if (room === undefined) return NOTHING
  const stated = new Stated(room.sid, [id], new Date(createdAt * 1000))
  if (event === 'room_started') return stated.received
  if (event === 'room_finished') return stated.ended().received
  if (participant === undefined || !PEOPLE.includes(participant.kind)) return NOTHING
  const { identity, attributes, kind } = participant
  switch (event) {
    case 'participant_joined':
      return stated.joined({
        participant: identity,
        member: kind === 'SIP' || attributes['assent.guest'] === 'true' ? null : identity,
        isHost: attributes['assent.host'] === 'true',
        device: kind === 'SIP' ? 'phone' : 'client',
        ...accountIn(attributes),
      }).received
    case 'participant_left':
    case 'participant_connection_aborted':
      return stated.left(identity).received
    default:
      return NOTHING
  }
}

/** Of a guest, an account would make somebody who cannot be identified. */
function accountIn(attributes: Readonly<Record<string, string>>): { readonly account?: string } {
  const account = attributes['assent.account']
  return account === undefined || attributes['assent.guest'] === 'true' ? {} : { account }
}

async function verify(
  token: string,
  body: string,
  { key, secret }: NonNullable<PlatformSettings['livekit']>,
  now: Date,
): Promise<void> {
  try {
    const { payload } = await jwtVerify(token, new TextEncoder().encode(secret), {
      algorithms: ['HS256'],
      issuer: key,
      requiredClaims: ['exp', 'sha256'],
      clockTolerance: 60,
      currentDate: now,
    })
    const digest = createHash('sha256').update(body).digest('base64')
    if (typeof payload['sha256'] === 'string' && isSameSecret(payload['sha256'], digest)) return
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new WebhookRefused('webhook_late')
  }
  throw new WebhookRefused('webhook_unsigned')
}

const PEOPLE: readonly string[] = ['STANDARD', 'SIP']

const schema = z.object({
  event: z.string(),
  id: z.string().min(1),
  /** Seconds; an int64, which protobuf's JSON writes as a string. */
  createdAt: z.coerce.number().int().positive(),
  room: z.object({ sid: z.string().min(1).max(200) }).optional(),
  participant: z
    .object({
      identity: z.string().min(1).max(200),
      kind: z.string().default('STANDARD'),
      attributes: z.record(z.string(), z.string()).default({}),
    })
    .optional(),
})

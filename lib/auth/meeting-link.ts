import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import { env } from '#lib/env.ts'

/**
 * Whom a link lets in: somebody in one meeting, by their number there (fold-meeting.ts), or whoever hosts it.
 * It is all the proof there is, so it reaches one person: the platform hands it to them alone.
 */
export type MeetingLink = {
  readonly meetingId: string
  readonly who:
    { readonly kind: 'participant'; readonly number: number } | { readonly kind: 'host' }
}

/** How long a link can be opened: to change one's mind, and to fetch a receipt after the meeting. */
const MEETING_LINK_DAYS = 30

const DAY_S = 86_400

/**
 * The token of a link, 55 characters of base64url: version and kind, the meeting's id, the number, when it
 * ends (seconds since 1970 UTC) and 16 bytes of HMAC-SHA-256 over these. The same for the same link all day.
 */
export function mintMeetingLink(link: MeetingLink, now: Date): string {
  const body = Buffer.alloc(BODY_LENGTH)
  body[0] = link.who.kind === 'host' ? HOST : PARTICIPANT
  Buffer.from(link.meetingId.replaceAll('-', ''), 'hex').copy(body, 1)
  body.writeUInt32BE(link.who.kind === 'host' ? 0 : link.who.number, 17)
  const today = Math.floor(now.getTime() / 1000 / DAY_S)
  body.writeUInt32BE((today + 1 + MEETING_LINK_DAYS) * DAY_S, 21)
  return Buffer.concat([body, tagOf(body)]).toString('base64url')
}

/** What a token says, or why it lets nobody in: `forged` is whatever was not minted here. */
export function readMeetingLink(token: string, now: Date): MeetingLink | 'forged' | 'expired' {
  if (!/^[A-Za-z0-9_-]{55}$/.test(token)) return 'forged'
  const bytes = Buffer.from(token, 'base64url')
  const [body, tag] = [bytes.subarray(0, BODY_LENGTH), bytes.subarray(BODY_LENGTH)]
  // Of the last character two bits are in no byte: one token is one text.
  if (bytes.toString('base64url') !== token || !timingSafeEqual(tag, tagOf(body))) return 'forged'
  if (body.readUInt32BE(21) * 1000 <= now.getTime()) return 'expired'
  const hex = body.toString('hex', 1, 17)
  const meetingId = hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5')
  if (body[0] === HOST) return { meetingId, who: { kind: 'host' } }
  return { meetingId, who: { kind: 'participant', number: body.readUInt32BE(17) } }
}

const PARTICIPANT = 1
const HOST = 2
const BODY_LENGTH = 25
const TAG_LENGTH = 16

function tagOf(body: Uint8Array): Buffer {
  return createHmac('sha256', linkKey()).update(body).digest().subarray(0, TAG_LENGTH)
}

/** Apart from the key that signs sessions in, though of the same secret (RFC 5869). */
function linkKey(): Buffer {
  return Buffer.from(hkdfSync('sha256', env().authSecret, '', 'assent meeting link 1', 32))
}

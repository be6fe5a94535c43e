import { expect, test, vi } from 'vitest'
import fc from 'fast-check'
import { mintMeetingLink, readMeetingLink, type MeetingLink } from './meeting-link.ts'

const settings = vi.hoisted(() => ({ authSecret: 'a secret of at least thirty-two characters' }))
vi.mock('#lib/env.ts', () => ({ env: () => settings }))

const meetingId = '019abcde-f012-7345-8678-9abcdef01234'
const link: MeetingLink = { meetingId, who: { kind: 'participant', number: 7 } }
const now = new Date('2026-03-02T09:00:00Z')

test('a link says whom it lets in, and is short', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.nat(), fc.boolean(), (id, number, isHost) => {
      const who = isHost ? ({ kind: 'host' } as const) : ({ kind: 'participant', number } as const)
      const token = mintMeetingLink({ meetingId: id, who }, now)
      expect(token).toMatch(/^[A-Za-z0-9_-]{55}$/)
      expect(readMeetingLink(token, now)).toEqual({ meetingId: id, who })
    }),
  )
})

test('it is the same all day, and ends after 30 days', () => {
  const token = mintMeetingLink(link, now)
  expect(mintMeetingLink(link, new Date('2026-03-02T23:59:59Z'))).toBe(token)
  expect(mintMeetingLink(link, new Date('2026-03-03T00:00:00Z'))).not.toBe(token)
  expect(readMeetingLink(token, new Date('2026-04-01T23:59:59Z'))).toEqual(link)
  expect(readMeetingLink(token, new Date('2026-04-02T00:00:00Z'))).toBe('expired')
})

test('whatever differs in one character is forged', () => {
  const token = mintMeetingLink(link, now)
  fc.assert(
    fc.property(fc.nat({ max: 54 }), fc.constantFrom('A', 'Q', 'z', '0', '-', '_'), (i, letter) => {
      fc.pre(token[i] !== letter)
      const other = token.slice(0, i) + letter + token.slice(i + 1)
      expect(readMeetingLink(other, now)).toBe('forged')
    }),
  )
  for (const text of ['', 'x', token.slice(1), `${token}A`, `${token}=`])
    expect(readMeetingLink(text, now)).toBe('forged')
})

test('a link of a portal with another secret is forged', () => {
  const token = mintMeetingLink(link, now)
  settings.authSecret = 'another secret of at least thirty-two characters'
  expect(readMeetingLink(token, now)).toBe('forged')
})

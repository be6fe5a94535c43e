import { createHash, createHmac } from 'node:crypto'
import { SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import type { PlatformSettings } from '#lib/platform-settings.ts'
import { readReservation } from './jitsi.ts'
import { receive } from './receive.ts'
import { WebhookRefused, type Webhook } from './webhook.ts'

// Payloads as the platforms send them, with what is not needed left in.

const NOW = new Date('2026-11-26T09:00:00Z')
const seconds = NOW.getTime() / 1000
const settings: PlatformSettings = {
  jitsi: { account: 'harbour', token: 'jitsi-token-of-a-test' },
  bigbluebutton: { account: 'harbour', secret: 'bbb-secret' },
  livekit: {
    account: 'harbour',
    key: 'APIkey',
    secret: 'livekit-secret-of-at-least-32-characters',
  },
  zoom: { account: 'harbour', secret: 'zoom-secret' },
}

function changesOf(platform: string, webhook: Webhook, now = NOW): Promise<unknown> {
  return receive(platform, webhook, settings, now).then((event) => {
    if (event === null) throw new Error('not configured')
    const { received } = event
    if (received.kind !== 'meeting') return received
    // Keys are long digests; that they stay the same is tested below.
    const changes = received.changes.map((change) =>
      Object.fromEntries(Object.entries(change).filter(([name]) => name !== 'key')),
    )
    return { meeting: received.meeting, changes }
  })
}

const joined = { kind: 'joined', device: 'client', place: null, minor: null, at: NOW }

describe('LiveKit', () => {
  const event = {
    event: 'participant_joined',
    id: 'EV_eugWmGhovZmm',
    createdAt: String(seconds),
    room: { sid: 'RM_hycBMAjmt6Ub', name: 'Demo', emptyTimeout: 300, numParticipants: 1 },
    participant: {
      sid: 'PA_TGBeSFnRY6BC',
      identity: 'u_42',
      state: 'ACTIVE',
      joinedAt: String(seconds),
      attributes: { 'assent.host': 'true' },
      permission: { canSubscribe: true },
    },
    numDropped: 0,
  }

  async function webhook(
    json: unknown,
    { secret = settings.livekit!.secret, issuer = 'APIkey', sha256 = '', from = seconds } = {},
  ): Promise<Webhook> {
    const body = JSON.stringify(json)
    const digest = sha256 || createHash('sha256').update(body).digest('base64')
    const token = await new SignJWT({ sha256: digest })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(issuer)
      .setNotBefore(from)
      .setExpirationTime(from + 300)
      .sign(new TextEncoder().encode(secret))
    return { url: '', headers: new Headers({ authorization: token }), body }
  }

  const participant = (more: object) => ({
    ...event,
    participant: { ...event.participant, attributes: {}, ...more },
  })

  it('says who joined, by their identity, and who hosts', async () => {
    expect(await changesOf('livekit', await webhook(event))).toEqual({
      meeting: 'RM_hycBMAjmt6Ub',
      changes: [
        { ...joined, participant: 'u_42', member: 'u_42' },
        { kind: 'host_changed', at: NOW, participant: 'u_42' },
      ],
    })
  })

  it('tells guests, other accounts and phones apart, and no software from people', async () => {
    const guest = participant({ attributes: { 'assent.guest': 'true', 'assent.account': 'x' } })
    expect(await changesOf('livekit', await webhook(guest))).toMatchObject({
      changes: [{ ...joined, participant: 'u_42' }],
    })
    const other = participant({ attributes: { 'assent.account': 'org-9' } })
    expect(await changesOf('livekit', await webhook(other))).toMatchObject({
      changes: [{ account: 'org-9', member: 'u_42' }],
    })
    expect(await changesOf('livekit', await webhook(participant({ kind: 'SIP' })))).toEqual({
      meeting: 'RM_hycBMAjmt6Ub',
      changes: [{ ...joined, participant: 'u_42', device: 'phone' }],
    })
    const agent = await webhook(participant({ kind: 'AGENT' }))
    expect(await changesOf('livekit', agent)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['participant_left', [{ kind: 'left', participant: 'u_42', at: NOW }]],
    ['participant_connection_aborted', [{ kind: 'left', participant: 'u_42', at: NOW }]],
    ['room_started', []],
    ['room_finished', [{ kind: 'ended', at: NOW }]],
  ])('reads %s', async (name, changes) => {
    const sent = await webhook({ ...event, event: name })
    expect(await changesOf('livekit', sent)).toEqual({ meeting: 'RM_hycBMAjmt6Ub', changes })
  })

  it('takes egress and tracks for nothing', async () => {
    const egress = { event: 'egress_started', id: 'EV_1', createdAt: seconds, egressInfo: {} }
    expect(await changesOf('livekit', await webhook(egress))).toEqual({ kind: 'nothing' })
    const track = await webhook({ ...event, event: 'track_published' })
    expect(await changesOf('livekit', track)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['another secret', { secret: 'another-secret-of-at-least-32-characters' }, 'webhook_unsigned'],
    ['another key', { issuer: 'APIother' }, 'webhook_unsigned'],
    ['another body', { sha256: 'AAAA' }, 'webhook_unsigned'],
    ['a token of an hour ago', { from: seconds - 3600 }, 'webhook_late'],
    ['a token to come', { from: seconds + 3600 }, 'webhook_unsigned'],
  ])('refuses %s', async (_, options, code) => {
    await expect(changesOf('livekit', await webhook(event, options))).rejects.toMatchObject({
      code,
    })
  })

  it('refuses a token without a signature, and none', async () => {
    const { body } = await webhook(event)
    const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url')
    const none = `${part({ alg: 'none' })}.${part({ iss: 'APIkey', exp: seconds + 60 })}.`
    for (const authorization of [none, '', 'Bearer x'])
      await expect(
        changesOf('livekit', { url: '', headers: new Headers({ authorization }), body }),
      ).rejects.toMatchObject({ code: 'webhook_unsigned' })
  })

  it.each([
    ['no object', 7],
    ['no room id', { ...event, room: {} }],
    ['an identity of another kind', participant({ identity: 42 })],
    ['an instant that is none', { ...event, createdAt: 'yesterday' }],
  ])('refuses %s, though it is signed', async (_, json) => {
    await expect(changesOf('livekit', await webhook(json))).rejects.toMatchObject({
      code: 'webhook_malformed',
    })
  })
})

describe('Zoom', () => {
  const event = {
    event: 'meeting.participant_joined',
    event_ts: NOW.getTime(),
    payload: {
      account_id: 'AAAAAABBBB',
      object: {
        id: '1234567890',
        uuid: '4444AAAiAAAAAiAiAiiAii==',
        host_id: 'x1yCzABCDEfg23HiJKl4mN',
        topic: 'My Meeting',
        type: 8,
        duration: 60,
        participant: {
          user_id: '1234567890',
          user_name: 'Jill Chill',
          id: 'x1yCzABCDEfg23HiJKl4mN',
          participant_uuid: '55555AAAiAAAAAiAiAiiAii',
          join_time: '2026-11-26T09:00:00Z',
          email: 'jchill@example.com',
        },
      },
    },
  }

  function webhook(json: unknown, { secret = 'zoom-secret', timestamp = String(seconds) } = {}) {
    const body = JSON.stringify(json)
    const hmac = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
    const headers = { 'x-zm-request-timestamp': timestamp, 'x-zm-signature': `v0=${hmac}` }
    return { url: '', headers: new Headers(headers), body }
  }

  const participant = (more: object, name = event.event) => ({
    ...event,
    event: name,
    payload: {
      ...event.payload,
      object: {
        ...event.payload.object,
        participant: { ...event.payload.object.participant, ...more },
      },
    },
  })

  it('says who joined, and that they host', async () => {
    const who = { participant: '55555AAAiAAAAAiAiAiiAii' }
    expect(await changesOf('zoom', webhook(event))).toEqual({
      meeting: '4444AAAiAAAAAiAiAiiAii==',
      changes: [
        { ...joined, ...who, member: 'x1yCzABCDEfg23HiJKl4mN' },
        { kind: 'host_changed', at: NOW, ...who },
      ],
    })
  })

  it('takes who has no id for a guest, and who dials in for a phone', async () => {
    const guest = participant({ id: '', email: '', phone_number: '+15550100' })
    const { changes } = (await changesOf('zoom', webhook(guest))) as { changes: object[] }
    expect(changes).toEqual([
      { ...joined, participant: '55555AAAiAAAAAiAiAiiAii', device: 'phone' },
    ])
    const named = participant({ customer_key: 'u_42', id: 'other' })
    expect(await changesOf('zoom', webhook(named))).toMatchObject({ changes: [{ member: 'u_42' }] })
  })

  it.each([
    ['meeting.participant_left', {}, 'left'],
    ['meeting.participant_role_changed', { new_role: 'host' }, 'host_changed'],
  ])('reads %s', async (name, more, kind) => {
    expect(await changesOf('zoom', webhook(participant(more, name)))).toMatchObject({
      changes: [{ kind, participant: '55555AAAiAAAAAiAiAiiAii' }],
    })
  })

  it('reads an end, and takes what is about nobody in a meeting for nothing', async () => {
    const ended = webhook({ ...event, event: 'meeting.ended' })
    expect(await changesOf('zoom', ended)).toMatchObject({ changes: [{ kind: 'ended' }] })
    const summary = webhook({ event: 'meeting.summary_completed', event_ts: 1, payload: {} })
    expect(await changesOf('zoom', summary)).toEqual({ kind: 'nothing' })
  })

  it('answers the validation of its address', async () => {
    const json = {
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
      event_ts: NOW.getTime(),
    }
    expect(await changesOf('zoom', webhook(json))).toEqual({
      kind: 'reply',
      json: {
        plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
        encryptedToken: createHmac('sha256', 'zoom-secret')
          .update('qgg8vlvZRS6UYooatFL8Aw')
          .digest('hex'),
      },
    })
  })

  it.each([
    ['another secret', { secret: 'x' }, 'webhook_unsigned'],
    ['what was sent six minutes ago', { timestamp: String(seconds - 360) }, 'webhook_late'],
    ['what is dated ahead', { timestamp: String(seconds + 360) }, 'webhook_late'],
    ['no time', { timestamp: 'soon' }, 'webhook_late'],
  ])('refuses %s', async (_, options, code) => {
    await expect(changesOf('zoom', webhook(event, options))).rejects.toMatchObject({ code })
  })

  it.each([
    ['a participant of another kind', participant({ user_id: 7 })],
    ['no participant', { ...event, payload: { object: { uuid: 'x' } } }],
    ['no meeting', { ...event, payload: {} }],
  ])('refuses %s', async (_, json) => {
    await expect(changesOf('zoom', webhook(json))).rejects.toMatchObject({
      code: 'webhook_malformed',
    })
  })
})

describe('BigBlueButton', () => {
  const CALLBACK = 'https://portal.test/api/v1/platforms/bigbluebutton/events'
  const event = (id: string, user: object | null = {}) => ({
    data: {
      type: 'event',
      id,
      attributes: {
        meeting: {
          'internal-meeting-id': 'a674bb9c6ff92bfa6d5a0a1e530fabb56023932e-1696511492345',
          'external-meeting-id': 'random-1234',
        },
        ...(user === null
          ? {}
          : {
              user: {
                'internal-user-id': 'w_klfavdlkumj8',
                'external-user-id': 'u_42',
                name: 'User 1234',
                role: 'MODERATOR',
                presenter: false,
                ...user,
              },
            }),
      },
      event: { ts: NOW.getTime() },
    },
  })

  function webhook(
    json: unknown,
    { secret = 'bbb-secret', timestamp = String(NOW.getTime()), algorithm = 'sha1' } = {},
  ): Webhook {
    const form = new URLSearchParams({
      domain: 'bbb.example.com',
      event: `[${JSON.stringify(json)}]`,
      timestamp,
    })
    const body = form.toString()
    const checksum = createHash(algorithm).update(`${CALLBACK}${body}${secret}`).digest('hex')
    return { url: `${CALLBACK}?checksum=${checksum}`, headers: new Headers(), body }
  }

  it.each(['sha1', 'sha256', 'sha512'])('says who joined, signed with %s', async (algorithm) => {
    expect(await changesOf('bigbluebutton', webhook(event('user-joined'), { algorithm }))).toEqual({
      meeting: 'a674bb9c6ff92bfa6d5a0a1e530fabb56023932e-1696511492345',
      changes: [
        { ...joined, participant: 'w_klfavdlkumj8', member: 'u_42' },
        { kind: 'host_changed', at: NOW, participant: 'w_klfavdlkumj8' },
      ],
    })
  })

  it('takes who has no id of the front end for a guest', async () => {
    const guest = event('user-joined', { 'external-user-id': 'w_klfavdlkumj8', role: 'VIEWER' })
    const { changes } = (await changesOf('bigbluebutton', webhook(guest))) as { changes: object[] }
    expect(changes).toEqual([{ ...joined, participant: 'w_klfavdlkumj8' }])
  })

  it.each([
    ['user-left', [{ kind: 'left', participant: 'w_klfavdlkumj8', at: NOW }]],
    ['meeting-created', []],
    ['meeting-ended', [{ kind: 'ended', at: NOW }]],
  ])('reads %s', async (id, changes) => {
    expect(await changesOf('bigbluebutton', webhook(event(id)))).toMatchObject({ changes })
  })

  it('takes what changes nobody’s presence for nothing', async () => {
    for (const id of ['user-audio-voice-enabled', 'poll-started'])
      expect(await changesOf('bigbluebutton', webhook(event(id)))).toEqual({ kind: 'nothing' })
    const chat = webhook(event('chat-group-message-sent', null))
    expect(await changesOf('bigbluebutton', chat)).toEqual({ kind: 'nothing' })
  })

  it.each([
    ['another secret', { secret: 'x' }, 'webhook_unsigned'],
    ['an algorithm that is broken', { algorithm: 'md5' }, 'webhook_unsigned'],
    ['what is two days old', { timestamp: String(NOW.getTime() - 2 * 86_400_000) }, 'webhook_late'],
    ['no time', { timestamp: '' }, 'webhook_late'],
  ])('refuses %s', async (_, options, code) => {
    const sent = webhook(event('user-joined'), options)
    await expect(changesOf('bigbluebutton', sent)).rejects.toMatchObject({ code })
  })

  it('refuses another address, and a body that was changed', async () => {
    const sent = webhook(event('user-joined'))
    const elsewhere = { ...sent, url: sent.url.replace('portal.test', 'portal.example') }
    const changed = { ...sent, body: sent.body.replace('u_42', 'u_43') }
    for (const each of [elsewhere, changed, { ...sent, url: CALLBACK }])
      await expect(changesOf('bigbluebutton', each)).rejects.toMatchObject({
        code: 'webhook_unsigned',
      })
  })

  it.each([[{}], [{ data: { id: 'user-joined' } }], [event('user-joined', { role: 7 })]])(
    'refuses %j, though it is signed',
    async (json) => {
      await expect(changesOf('bigbluebutton', webhook(json))).rejects.toMatchObject({
        code: 'webhook_malformed',
      })
    },
  )
})

describe('Jitsi', () => {
  // The examples of the plugin's own README.
  const room = {
    room_name: 'catchup',
    room_jid: 'catchup@conference.meet.mydomain.com',
    is_breakout: false,
  }
  const jid = '14f01c40-5195-4a4d-8efb-f58b49d18741@meet.mydomain.com/OWhl8jSh'
  const james = {
    name: 'James Barrow',
    email: 'j.barrow@domain.com',
    id: '00380324-a840-400d-880f-7ee0933b7556',
    occupant_jid: jid,
    joined_at: seconds,
  }
  const joins = {
    event_name: 'muc-occupant-joined',
    ...room,
    active_occupants_count: 4,
    occupant: james,
  }

  function webhook(json: unknown, authorization = 'Bearer jitsi-token-of-a-test'): Webhook {
    return { url: '', headers: new Headers({ authorization }), body: JSON.stringify(json) }
  }

  it('says who joined, by the id of their token', async () => {
    expect(await changesOf('jitsi', webhook(joins))).toEqual({
      meeting: 'catchup',
      changes: [{ ...joined, participant: jid, member: james.id }],
    })
  })

  it('takes the first who is named, or a moderator, for the host, and who has no id for a guest', async () => {
    const host = { kind: 'host_changed', at: NOW, participant: jid }
    const first = webhook({ ...joins, active_occupants_count: 1 })
    expect(await changesOf('jitsi', first)).toMatchObject({ changes: [{}, host] })
    const moderator = webhook({ ...joins, occupant: { ...james, moderator: true } })
    expect(await changesOf('jitsi', moderator)).toMatchObject({ changes: [{}, host] })
    const nobody = { occupant_jid: jid, joined_at: seconds }
    const guest = webhook({ ...joins, active_occupants_count: 1, occupant: nobody })
    const { changes } = (await changesOf('jitsi', guest)) as { changes: object[] }
    expect(changes).toEqual([{ ...joined, participant: jid }])
  })

  it('reads who left, and a room that is destroyed as one that is empty', async () => {
    const gone = { kind: 'left', at: NOW, participant: jid }
    const left = { ...joins, event_name: 'muc-occupant-left' }
    const sent = webhook({ ...left, occupant: { ...james, left_at: seconds } })
    expect(await changesOf('jitsi', sent)).toMatchObject({ changes: [gone] })
    const destroyed = webhook({
      event_name: 'muc-room-destroyed',
      ...room,
      created_at: seconds - 60,
      destroyed_at: seconds,
      all_occupants: [{ ...james, left_at: seconds }],
    })
    expect(await changesOf('jitsi', destroyed)).toMatchObject({ changes: [gone] })
  })

  it('keeps a breakout room apart', async () => {
    const sent = webhook({ ...joins, is_breakout: true, breakout_room_id: 'b-1' })
    expect(await changesOf('jitsi', sent)).toMatchObject({ meeting: 'catchup/b-1' })
  })

  it('reads a reservation as Prosody sends it, and nothing else', () => {
    const form =
      'name=testroom1&start_time=2048-04-20T17%3A55%3A12.000Z&mail_owner=client1%40xmpp.com'
    expect(readReservation(form)).toEqual({
      name: 'testroom1',
      start_time: '2048-04-20T17:55:12.000Z',
      mail_owner: 'client1@xmpp.com',
    })
    for (const each of ['', 'name=x', form.replace('2048', 'soon'), '{"name":"x"}'])
      expect(() => readReservation(each)).toThrow(WebhookRefused)
  })

  it('refuses another token, and what is not the plugin’s', async () => {
    await expect(changesOf('jitsi', webhook(joins, 'Bearer x'))).rejects.toMatchObject({
      code: 'webhook_unsigned',
    })
    for (const json of [{}, { ...joins, occupant: {} }, { ...joins, occupant: undefined }])
      await expect(changesOf('jitsi', webhook(json))).rejects.toMatchObject({
        code: 'webhook_malformed',
      })
  })
})

it('answers nothing for a platform that is not configured', async () => {
  const off = { jitsi: null, bigbluebutton: null, livekit: null, zoom: null }
  const webhook = { url: '', headers: new Headers(), body: '{}' }
  for (const platform of ['jitsi', 'bigbluebutton', 'livekit', 'zoom', 'teams'])
    expect(await receive(platform, webhook, off, NOW)).toBeNull()
})

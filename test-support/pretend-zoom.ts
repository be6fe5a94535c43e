import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

export const ZOOM_SECRET = 'the secret'

/** What it answers, to be changed while it runs: the two trees as Zoom's API documents them. */
export type PretendAnswers = { settings: object; locks: object; secret: string }

/** Of somebody who has let AI features be, and locked two of them. */
export const zoomAnswers = (): PretendAnswers => ({
  secret: ZOOM_SECRET,
  settings: {
    in_meeting: {
      meeting_summary_with_ai_companion: {
        enable: true,
        auto_enable: true,
        who_will_receive_summary: 1,
      },
      ai_companion_questions: { enable: true, auto_enable: false, who_can_ask_questions: 1 },
    },
    recording: {
      smart_recording: {
        create_recording_highlights: false,
        create_smart_chapters: false,
        create_next_steps: false,
      },
    },
  },
  locks: {
    in_meeting: { meeting_summary_with_ai_companion: false, ai_companion_questions: true },
    recording: { smart_recording: true },
  },
})

/** A Zoom of our own: its addresses, its way of giving tokens, and the trees that its API documents. */
export async function openPretendZoom() {
  const answers = zoomAnswers()
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    void answer(request, answers).then(([status, json]) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(json))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  return {
    url,
    answers,
    /** Method and path of each request. */
    asked,
    /** What a program is to be started with that compares this account's permissions with it. */
    settingsFor: (account: string) => ({
      ZOOM_SETTINGS_ACCOUNT: account,
      ZOOM_ACCOUNT_ID: 'zoom-1',
      ZOOM_CLIENT_ID: 'app',
      ZOOM_CLIENT_SECRET: ZOOM_SECRET,
      ZOOM_API_URL: `${url}/v2/`,
      ZOOM_TOKEN_URL: `${url}/oauth/token`,
    }),
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function answer(
  request: IncomingMessage,
  { settings, locks, secret }: PretendAnswers,
): Promise<[number, object]> {
  const { url: path = '', headers } = request
  if (path === '/oauth/token') {
    const basic = `Basic ${Buffer.from(`app:${secret}`).toString('base64')}`
    const form = new URLSearchParams(await text(request))
    const isGrant =
      form.get('grant_type') === 'account_credentials' && form.get('account_id') === 'zoom-1'
    if (headers.authorization !== basic || !isGrant) return [400, { reason: 'Bad Request' }]
    return [200, { access_token: 'a token', token_type: 'bearer', expires_in: 3599 }]
  }
  if (headers.authorization !== 'Bearer a token') return [401, { code: 124 }]
  if (path === '/v2/accounts/zoom-1/settings') return [200, settings]
  if (path === '/v2/accounts/zoom-1/lock_settings') return [200, locks]
  return [404, { code: 2001 }]
}

import { expect, test } from 'vitest'
import { platformsOf } from './platform-settings.ts'

const refuse = (text: string) => new Error(text)

test('a platform is off until all of its settings are there, and half of them is a mistake', () => {
  const off = { jitsi: null, bigbluebutton: null, livekit: null, zoom: null }
  expect(platformsOf({}, refuse)).toEqual(off)
  const zoom = { ZOOM_ACCOUNT: 'harbour', ZOOM_SECRET_TOKEN: 'secret' }
  expect(platformsOf(zoom, refuse)).toEqual({
    ...off,
    zoom: { account: 'harbour', secret: 'secret' },
  })
  expect(() => platformsOf({ LIVEKIT_API_KEY: 'key' }, refuse)).toThrow(
    'LIVEKIT_ACCOUNT and LIVEKIT_API_SECRET is needed beside what is set of that platform.',
  )
})

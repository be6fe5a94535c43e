import type { PlatformSettings } from '#lib/platform-settings.ts'
import { receiveBigBlueButton } from './bigbluebutton.ts'
import { receiveJitsi } from './jitsi.ts'
import { receiveLiveKit } from './livekit.ts'
import type { Received, Webhook } from './webhook.ts'
import { receiveZoom } from './zoom.ts'

/** An event of a platform that is configured, and whose meetings they are. */
export type PlatformEvent = {
  readonly account: string
  /** Categories out of which this platform can leave a person. */
  readonly leavesOut: readonly string[]
  readonly received: Received
}

/**
 * What a platform sent, once it is known to come from it. Null for a platform that is not configured.
 * @throws WebhookRefused
 */
export async function receive(
  platform: string,
  webhook: Webhook,
  settings: PlatformSettings,
  now: Date,
): Promise<PlatformEvent | null> {
  const { jitsi, bigbluebutton, livekit, zoom } = settings
  if (platform === 'jitsi' && jitsi !== null)
    return eventOf(jitsi, receiveJitsi(webhook, jitsi), [])
  if (platform === 'bigbluebutton' && bigbluebutton !== null)
    return eventOf(bigbluebutton, receiveBigBlueButton(webhook, bigbluebutton, now), [])
  if (platform === 'livekit' && livekit !== null)
    return eventOf(livekit, await receiveLiveKit(webhook, livekit, now), LIVEKIT_LEAVES_OUT)
  if (platform === 'zoom' && zoom !== null)
    return eventOf(zoom, receiveZoom(webhook, zoom, now), [])
  return null
}

/** One egress a track, and a sender to each message: each of these can be had without somebody's. */
const LIVEKIT_LEAVES_OUT = ['audio', 'chat', 'screen_sharing', 'video']

function eventOf(
  { account }: { readonly account: string },
  received: Received,
  leavesOut: readonly string[],
): PlatformEvent {
  return { account, received, leavesOut }
}

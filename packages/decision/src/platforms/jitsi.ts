import type { ConsentClient, MeetingNow } from '../client/create-client.ts'

/** What a token of Jitsi can allow whoever holds it, as moderator, to start. */
export type JitsiFeature = 'transcription' | 'recording' | 'livestreaming'

/** `context.features` of a Jitsi or JaaS token: strings, each named, since what is left out may count as allowed. */
export type JitsiFeatures = Readonly<Record<JitsiFeature, 'true' | 'false'>>

/**
 * What the token of somebody who joins may allow. `purposes` says which feature of the catalogue each of them
 * is; one that is none is not allowed. Jitsi cannot keep a person out of a recording, so a meeting of it is
 * registered as one that leaves nobody out, and only a yes without obligations counts. A token cannot be
 * taken back: give it a short time, and end what runs when the answer changes.
 */
export function jitsiFeatures(
  client: Pick<ConsentClient, 'may'>,
  meeting: MeetingNow,
  purposes: Partial<Record<JitsiFeature, string>>,
): JitsiFeatures {
  const allowed = (feature: JitsiFeature) => {
    const purpose = purposes[feature]
    return purpose !== undefined && client.may(purpose, meeting) ? 'true' : 'false'
  }
  return {
    transcription: allowed('transcription'),
    recording: allowed('recording'),
    livestreaming: allowed('livestreaming'),
  }
}

/** What may be offered in a meeting that is about to be created. */
export type BigBlueButtonOffer = {
  readonly recording: boolean
  readonly transcription: boolean
}

/**
 * Parameters for `create`, as its query has them. What may not be offered is turned off for the whole
 * meeting, since BigBlueButton takes back nothing afterwards; nothing starts by itself; whoever joins a
 * meeting that can be recorded is told. `alreadyDisabled` is what the platform disables anyway.
 */
export function bigBlueButtonParameters(
  { recording, transcription }: BigBlueButtonOffer,
  alreadyDisabled: readonly string[] = [],
): Readonly<Record<string, string>> {
  const disabled = new Set([...alreadyDisabled, ...(transcription ? [] : TRANSCRIBING)])
  return {
    record: String(recording),
    autoStartRecording: 'false',
    allowStartStopRecording: String(recording),
    recordFullDurationMedia: 'false',
    notifyRecordingIsOn: String(recording),
    disabledFeatures: [...disabled].sort().join(','),
  }
}

const TRANSCRIBING = ['captions', 'liveTranscription']

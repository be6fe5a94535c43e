import { describe, expect, it } from 'vitest'
import type { Answer } from '../answer.ts'
import { bigBlueButtonParameters } from './bigbluebutton.ts'
import { jitsiFeatures } from './jitsi.ts'
import { livekitTracks, type LiveKitTrack } from './livekit.ts'
import { zoomDrift } from './zoom.ts'

describe('jitsiFeatures', () => {
  it('allows what may run, and names what may not', () => {
    const client = { may: (feature: string) => feature === 'live_captions' }
    const purposes = { transcription: 'live_captions', recording: 'smart_recording' }
    expect(jitsiFeatures(client, { id: 'm', roster: 1 }, purposes)).toEqual({
      transcription: 'true',
      recording: 'false',
      livestreaming: 'false',
    })
  })
})

describe('bigBlueButtonParameters', () => {
  it('turns off what may not be offered, and starts nothing by itself', () => {
    const none = { recording: false, transcription: false }
    expect(bigBlueButtonParameters(none, ['polls', 'captions'])).toEqual({
      record: 'false',
      autoStartRecording: 'false',
      allowStartStopRecording: 'false',
      recordFullDurationMedia: 'false',
      notifyRecordingIsOn: 'false',
      disabledFeatures: 'captions,liveTranscription,polls',
    })
    expect(bigBlueButtonParameters({ recording: true, transcription: true })).toMatchObject({
      record: 'true',
      autoStartRecording: 'false',
      notifyRecordingIsOn: 'true',
      disabledFeatures: '',
    })
  })
})

describe('livekitTracks', () => {
  const tracks: readonly LiveKitTrack[] = [
    { sid: 'TR_a1', source: 'MICROPHONE', identity: 'ann' },
    { sid: 'TR_a2', source: 'CAMERA', identity: 'ann' },
    { sid: 'TR_b1', source: 'MICROPHONE', identity: 'bob' },
    { sid: 'TR_b2', source: 'UNKNOWN', identity: 'bob' },
  ]
  const answer: Pick<Answer, 'decision' | 'obligations' | 'categories'> = {
    decision: 'permit',
    obligations: [],
    categories: [{ category: 'audio', decision: 'permit', leftOut: 0 }],
  }
  const bob = { type: 'leave_out', categories: ['audio'], participants: ['bob'] } as const

  it('takes the tracks of the categories that the feature takes in', () => {
    expect(livekitTracks(answer, tracks, false)).toEqual(['TR_a1', 'TR_b1'])
  })

  it('takes no track of who is left out, or only listens', () => {
    expect(livekitTracks({ ...answer, obligations: [bob] }, tracks, true)).toEqual(['TR_a1'])
    const listens = { type: 'listen_only', participants: ['ann'] } as const
    expect(livekitTracks({ ...answer, obligations: [bob, listens] }, tracks, true)).toEqual([])
  })

  it('takes nothing on a no, or while the notice has not been shown', () => {
    expect(livekitTracks({ ...answer, decision: 'deny' }, tracks, true)).toEqual([])
    const show = { type: 'show_notice', notice: 'n', participants: ['ann'] } as const
    const asked = { ...answer, obligations: [show] }
    expect(livekitTracks(asked, tracks, false)).toEqual([])
    expect(livekitTracks(asked, tracks, true)).toEqual(['TR_a1', 'TR_b1'])
  })
})

describe('zoomDrift', () => {
  // The trees as Zoom's API answers them, with what has nothing to do with this left in.
  const settings = {
    schedule_meeting: { host_video: true },
    in_meeting: {
      chat: true,
      meeting_summary_with_ai_companion: {
        enable: true,
        auto_enable: true,
        who_will_receive_summary: 1,
      },
      ai_companion_questions: { enable: false, auto_enable: false, who_can_ask_questions: 1 },
    },
    recording: {
      cloud_recording: true,
      smart_recording: {
        create_recording_highlights: true,
        create_smart_chapters: false,
        create_next_steps: false,
      },
    },
  }
  const locks = {
    in_meeting: { meeting_summary_with_ai_companion: false, ai_companion_questions: true },
    recording: {},
  }
  const none = { summary: false, questions: false, smartRecording: false }

  it('reports what is on, or unlocked, or cannot be told, and what mends it', () => {
    const report = zoomDrift(none, settings, locks)
    const summary = 'in_meeting.meeting_summary_with_ai_companion'
    expect(report.drifts).toEqual([
      { path: `${summary}.enable`, tree: 'settings', wanted: false, found: true },
      { path: `${summary}.auto_enable`, tree: 'settings', wanted: false, found: true },
      { path: summary, tree: 'lock_settings', wanted: true, found: false },
      {
        path: 'recording.smart_recording.create_recording_highlights',
        tree: 'settings',
        wanted: false,
        found: true,
      },
      {
        path: 'recording.smart_recording',
        tree: 'lock_settings',
        wanted: true,
        found: 'unknown',
      },
    ])
    expect(report.settings).toEqual({
      in_meeting: { meeting_summary_with_ai_companion: { enable: false, auto_enable: false } },
      recording: { smart_recording: { create_recording_highlights: false } },
    })
    expect(report.lockSettings).toEqual({
      in_meeting: { meeting_summary_with_ai_companion: true },
      recording: { smart_recording: true },
    })
  })

  it('never turns on, and lets nothing permitted start by itself', () => {
    const all = { summary: true, questions: true, smartRecording: true }
    const { settings: change, lockSettings, drifts } = zoomDrift(all, settings, locks)
    expect(change).toEqual({
      in_meeting: { meeting_summary_with_ai_companion: { auto_enable: false } },
    })
    expect(lockSettings).toBeNull()
    expect(drifts.every(({ wanted }) => !wanted)).toBe(true)
  })

  it('has nothing to say once it is applied', () => {
    const report = zoomDrift(none, settings, locks)
    const applied = {
      in_meeting: {
        meeting_summary_with_ai_companion: { enable: false, auto_enable: false },
        ai_companion_questions: { enable: false, auto_enable: false },
      },
      recording: {
        smart_recording: {
          ...settings.recording.smart_recording,
          create_recording_highlights: false,
        },
      },
    }
    const locked = {
      in_meeting: { meeting_summary_with_ai_companion: true, ai_companion_questions: true },
      recording: { smart_recording: true },
    }
    expect(report.drifts).not.toEqual([])
    expect(zoomDrift(none, applied, locked)).toEqual({
      drifts: [],
      settings: null,
      lockSettings: null,
    })
  })

  it.each([[null], ['x'], [[]], [{ in_meeting: null }]])(
    'trusts nothing that it cannot read: %j',
    (json) => {
      const { drifts } = zoomDrift(none, json, json)
      expect(drifts).toHaveLength(10)
      expect(drifts.every(({ found }) => found === 'unknown')).toBe(true)
    },
  )
})

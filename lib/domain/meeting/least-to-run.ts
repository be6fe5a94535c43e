import type { Answer, AnswerCode } from '@assent/decision'

/**
 * The least that would let a feature run or, where it runs, would let it take in everybody: a sentence for
 * each thing that stands in the way, none about any one person. What nobody there can change is said so.
 */
export function leastToRun({ decision, reasons, mode }: Answer): readonly string[] {
  const codes = reasons.map(({ code }) => code)
  const lines = codes.flatMap((code) => FIRST[code] ?? [])
  if (lines.length > 0) return [...new Set(lines)]
  if (codes.length === 0) return []
  const people = codes.flatMap((code) => PEOPLE[code] ?? [])
  const yes =
    decision === 'permit'
      ? 'It runs without those who have not said yes. Asking everyone may include more people.'
      : mode === 'everyone-agrees'
        ? 'Everyone here has to say yes. Ask everyone, and wait for their answers.'
        : 'Somebody here has to say yes. Ask everyone.'
  return [...new Set([yes, ...people])]
}

const ADMIN = 'An owner or admin of your organisation has to allow it on the page of AI features.'
const NOTHING = 'Nothing that anybody in this meeting does can change that.'
const AUTHORISATION =
  'An owner or admin of your organisation has to record the authorisation that it needs.'
const AGAIN = 'The meeting service has to ask again in a moment.'

/** What stands in the way whatever people say. */
const FIRST: Partial<Readonly<Record<AnswerCode, string>>> = {
  NOT_READY: AGAIN,
  STATE_OLD: AGAIN,
  UNKNOWN_ACCOUNT: NOTHING,
  UNKNOWN_PURPOSE: NOTHING,
  UNKNOWN_MEETING: 'The meeting has ended.',
  ROSTER_BEHIND: AGAIN,
  ROSTER_UNKNOWN: AGAIN,
  NO_NOTICE: NOTHING,
  NO_VOTERS: 'Somebody has to be in the meeting.',
  PURPOSE_ENDED: NOTHING,
  TERMS_PROHIBIT: NOTHING,
  TERMS_NO_CHOICE: NOTHING,
  LABEL_FORBIDS: 'The label of this meeting has to be changed where the meeting is kept.',
  SETTING_FORBIDS: NOTHING,
  MINORS_NOT_AUTHORISED: AUTHORISATION,
  HEALTHCARE_NOT_AUTHORISED: AUTHORISATION,
  ACCOUNT_OFF: ADMIN,
  ACCOUNT_UNSET: ADMIN,
  GROUP_OFF: ADMIN,
  MEETING_OFF: 'It has to be turned on in the meeting.',
  NO_HOST: 'A host of your organisation has to be in the meeting.',
}

/** Who cannot say yes as they are there now: told of any, never of one. */
const PEOPLE: Partial<Readonly<Record<AnswerCode, string>>> = {
  PARTICIPANT_CANNOT_BE_ASKED:
    'Whoever takes part by phone, or with an old program, cannot answer there: they can by the link to the notice.',
  PARTICIPANT_IS_A_ROOM:
    'A room’s device answers for nobody: who sits before it can join with a device of their own.',
  PARTICIPANT_UNIDENTIFIED: 'The meeting service does not say who everybody here is.',
}

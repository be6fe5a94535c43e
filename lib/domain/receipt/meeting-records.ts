import { instant, noticeUrl, urnOf, type NoticeText, type StatementDocument } from './statement.ts'

type OfMeeting = {
  readonly eventId: string
  readonly at: Date
  readonly publicUrl: string
  readonly notices: readonly NoticeText[]
}

/** A notice was shown to somebody in a meeting. It says nothing of what they answered, if anything. */
export function displayRecord(
  act: OfMeeting & {
    readonly who: { readonly meetingId: string; readonly subjectId: string }
    readonly hostId: string
    /** Of the meeting's notice, SHA-256, hex. */
    readonly digest: string
    readonly language: string
  },
): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': 'DisplayRecord',
    'dct:created': instant(act.at),
    'dct:language': act.language,
    account: urnOf(act.hostId),
    meeting: urnOf(act.who.meetingId),
    'dpv:hasDataSubject': { '@id': urnOf(act.who.subjectId) },
    displayed: { 'schema:sha256': act.digest },
    'dpv:hasNotice': noticesOf(act),
  }
}

/** Everybody in a meeting was asked. Whom that is, is not said. */
export function meetingRequestRecord(
  act: OfMeeting & {
    readonly actorId: string | null
    readonly accountId: string
    readonly meetingId: string
    readonly purposes: readonly string[]
  },
): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': 'RequestRecord',
    'dct:created': instant(act.at),
    ...(act.actorId === null ? {} : { 'dpv:isIndicatedBy': { '@id': urnOf(act.actorId) } }),
    account: urnOf(act.accountId),
    meeting: urnOf(act.meetingId),
    requests: act.purposes.map((purpose) => ({ purpose })),
    'dpv:hasNotice': noticesOf(act),
  }
}

function noticesOf({ publicUrl, notices }: OfMeeting): StatementDocument[] {
  return notices.map((notice) => ({
    '@id': noticeUrl(publicUrl, notice),
    '@type': 'dpv:ConsentNotice',
    'schema:sha256': notice.digest,
  }))
}

import type { PublicJwk } from '@assent/receipt'
import type { KeyEventKind, KeyUse } from '#lib/domain/ledger/signing-record.ts'
import type { Role } from '#lib/domain/ledger/act.ts'
import {
  instant,
  noticeUrl,
  termsUrl,
  urnOf,
  type NoticeText,
  type StatementDocument,
  type TermsText,
} from './statement.ts'

type RecordedAct = {
  readonly eventId: string
  readonly at: Date
  /** Null: the operator at the command line. */
  readonly actorId: string | null
}

/** Members were asked. The record of the ask; it is evidence that they were shown nothing yet. */
export function requestRecord(
  act: RecordedAct & {
    readonly publicUrl: string
    readonly accountId: string
    readonly requests: readonly {
      readonly subjectId: string
      readonly purpose: string
      readonly category: string | null
    }[]
    readonly notices: readonly NoticeText[]
  },
): StatementDocument {
  return {
    ...recordOf('RequestRecord', act),
    account: urnOf(act.accountId),
    requests: act.requests.map(({ subjectId, purpose, category }) => ({
      'dpv:hasDataSubject': { '@id': urnOf(subjectId) },
      purpose,
      ...(category === null ? {} : { category }),
    })),
    'dpv:hasNotice': act.notices.map((notice) => ({
      '@id': noticeUrl(act.publicUrl, notice),
      '@type': 'dpv:ConsentNotice',
      'schema:sha256': notice.digest,
    })),
  }
}

/** A terms version was published, with its mapping, its ceilings and what was confirmed of its changes: none of it changes after. */
export function publicationRecord(
  act: RecordedAct & {
    readonly publicUrl: string
    readonly terms: TermsText & { readonly title: string }
    readonly effectiveAt: Date
    readonly archival: boolean
    readonly mapping: StatementDocument
    readonly review: StatementDocument
  },
): StatementDocument {
  return {
    ...recordOf('PublicationRecord', act),
    'dct:references': {
      '@id': termsUrl(act.publicUrl, act.terms),
      'dct:title': act.terms.title,
      'schema:sha256': act.terms.digest,
    },
    effectiveAt: instant(act.effectiveAt),
    archival: act.archival,
    mapping: act.mapping,
    review: act.review,
  }
}

/** A second person approved a version as it was about to be published: `digest` is over its text, mapping and review. */
export function approvalRecord(
  act: RecordedAct & {
    readonly publicUrl: string
    readonly terms: TermsText & { readonly title: string }
    readonly digest: string
  },
): StatementDocument {
  return {
    ...recordOf('ApprovalRecord', act),
    'dct:references': {
      '@id': termsUrl(act.publicUrl, act.terms),
      'dct:title': act.terms.title,
      'schema:sha256': act.terms.digest,
    },
    approved: { 'schema:sha256': act.digest },
  }
}

/** A version that was published before its day took force. */
export function activationRecord(
  act: RecordedAct & {
    readonly publicUrl: string
    readonly terms: TermsText & { readonly title: string }
    readonly inForceFrom: Date
  },
): StatementDocument {
  return {
    ...recordOf('ActivationRecord', act),
    'dct:references': {
      '@id': termsUrl(act.publicUrl, act.terms),
      'dct:title': act.terms.title,
      'schema:sha256': act.terms.digest,
    },
    inForceFrom: instant(act.inForceFrom),
  }
}

/** The operator withdrew a use: for everyone, and for good. */
export function endingRecord(
  act: RecordedAct & { readonly purpose: string; readonly reason: string },
): StatementDocument {
  return { ...recordOf('EndingRecord', act), purpose: act.purpose, reason: act.reason }
}

/** A catalogue was published, with the notices that are new in it. */
export function catalogueRecord(
  act: RecordedAct & {
    readonly publicUrl: string
    readonly number: number
    readonly digest: string
    readonly notices: readonly NoticeText[]
  },
): StatementDocument {
  return {
    ...recordOf('CatalogueRecord', act),
    number: act.number,
    'schema:sha256': act.digest,
    'dpv:hasNotice': act.notices.map((notice) => ({
      '@id': noticeUrl(act.publicUrl, notice),
      '@type': 'dpv:ConsentNotice',
      'schema:sha256': notice.digest,
    })),
  }
}

/** An account began, or a member's role in it did; of no account, somebody joined the operator's staff. */
export function membershipRecord(
  act: RecordedAct & {
    readonly accountId: string | null
    readonly members: readonly { readonly subjectId: string; readonly role: Role }[]
  },
): StatementDocument {
  return {
    ...recordOf('MembershipRecord', act),
    ...(act.accountId === null ? {} : { account: urnOf(act.accountId) }),
    members: act.members.map(({ subjectId, role }) => ({ '@id': urnOf(subjectId), role })),
  }
}

/** An auditor opened one member's record. The reason stays with the portal, where the member reads it. */
export function inspectionRecord(
  act: RecordedAct & { readonly accountId: string; readonly subjectId: string },
): StatementDocument {
  return {
    ...recordOf('InspectionRecord', act),
    account: urnOf(act.accountId),
    'dpv:hasDataSubject': { '@id': urnOf(act.subjectId) },
  }
}

/** A key was made for a platform's software, or revoked. The secret is in neither. */
export function apiKeyRecord(
  act: RecordedAct & {
    readonly keyId: string
    readonly name: string
    readonly accountId: string | null
    /** None are left of a key that is revoked. */
    readonly scopes: readonly string[]
  },
): StatementDocument {
  return {
    ...recordOf('ApiKeyRecord', act),
    ...(act.accountId === null ? {} : { account: urnOf(act.accountId) }),
    apiKey: { '@id': urnOf(act.keyId), 'dct:title': act.name, scopes: [...act.scopes] },
  }
}

/** An auditor took away the records of all members for a period. The reason stays with the portal, where they read it. */
export function disclosureRecord(
  act: RecordedAct & { readonly accountId: string; readonly since: Date; readonly until: Date },
): StatementDocument {
  return {
    ...recordOf('InspectionRecord', act),
    account: urnOf(act.accountId),
    since: instant(act.since),
    until: instant(act.until),
  }
}

/** A member asked to be erased. */
export function erasureRequestRecord(
  act: RecordedAct & { readonly accountId: string; readonly subjectId: string },
): StatementDocument {
  return {
    ...recordOf('ErasureRequestRecord', act),
    account: urnOf(act.accountId),
    'dpv:hasDataSubject': { '@id': urnOf(act.subjectId) },
    'dpv:hasRight': { '@id': 'eu-gdpr:A17' },
  }
}

/** A member was erased, or a guest of a meeting. It names nobody but by the random id, which from then on leads nowhere. */
export function erasureRecord(
  act: RecordedAct & {
    readonly accountId: string
    readonly subjectId: string
    readonly keepUntil: Date
    /** Of a guest. */
    readonly meetingId?: string
  },
): StatementDocument {
  return {
    ...recordOf('ErasureRecord', act),
    account: urnOf(act.accountId),
    ...(act.meetingId === undefined ? {} : { meeting: urnOf(act.meetingId) }),
    'dpv:hasDataSubject': { '@id': urnOf(act.subjectId) },
    'dpv:hasRight': { '@id': 'eu-gdpr:A17' },
    evidenceKeptUntil: instant(act.keepUntil),
  }
}

/** The operator opened what was kept of an erased member. The reason stays with the portal, as an inspection's does. */
export function evidenceOpeningRecord(
  act: RecordedAct & { readonly accountId: string; readonly subjectId: string },
): StatementDocument {
  return {
    ...recordOf('EvidenceOpeningRecord', act),
    account: urnOf(act.accountId),
    'dpv:hasDataSubject': { '@id': urnOf(act.subjectId) },
  }
}

/** A key that signs here began, or ends. The key says from when and until when it signs. */
export function keyRecord(
  act: RecordedAct & {
    readonly keyEvent: KeyEventKind
    readonly use: KeyUse
    readonly jwk: PublicJwk
    readonly reason: string
  },
): StatementDocument {
  return {
    ...recordOf('KeyRecord', act),
    keyEvent: act.keyEvent,
    signs: act.use === 'receipt' ? 'statements' : 'checkpoints',
    publicKeyJwk: { ...act.jwk },
    reason: act.reason,
  }
}

function recordOf(type: string, act: RecordedAct): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': type,
    'dct:created': instant(act.at),
    ...(act.actorId === null ? {} : { 'dpv:isIndicatedBy': { '@id': urnOf(act.actorId) } }),
  }
}

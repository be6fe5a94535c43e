import { STATEMENT_KINDS, type StatementKind } from './statement.ts'
import type { JsonObject, JsonValue } from './canonical-json.ts'

/**
 * The JSON-LD contexts by name, the newest last: statements are written in that one. A published context never
 * changes: words that come or go make another one beside it.
 */
export const RECEIPT_CONTEXTS = ['receipt-v1', 'receipt-v2'] as const
export const RECEIPT_CONTEXT = 'receipt-v2'

/**
 * The document at `url`, an address that ends in the context's name: what each word of a statement means, as
 * JSON-LD 1.1. Words that the vocabularies lack are IRIs below the address itself, and the document says what
 * they mean. Always the same text for the same address, ending in a newline.
 */
export function receiptContext(url: string): string {
  const version = url.endsWith('/receipt-v1') ? 1 : 2
  const terms = Object.entries(ownTerms).filter(([, [, , since = 1]]) => since <= version)
  const kinds = STATEMENT_KINDS.filter((kind) => version === 2 || !LATER_KINDS.includes(kind))
  const own = [...terms.map(([term]) => term), ...kinds]
  const context: JsonObject = {
    '@version': 1.1,
    ...vocabularies,
    own: `${url}#`,
    ...Object.fromEntries(own.map((term) => [term, ownTerm(term)])),
    ...Object.fromEntries(
      Object.entries(borrowedTypes).flatMap(([type, terms]) =>
        terms.map((term) => [term, { '@id': term, '@type': type }]),
      ),
    ),
  }
  const graph = terms.map(([term, [, comment]]) => ({
    '@id': `own:${term}`,
    'rdfs:comment': comment,
  }))
  return `${JSON.stringify({ '@context': context, '@graph': graph }, null, 2)}\n`
}

/** The name of the context that is at this address, at whatever portal; null where none of ours is. */
export function receiptContextIn(context: JsonValue | undefined): string | null {
  if (typeof context !== 'string') return null
  return RECEIPT_CONTEXTS.find((name) => context.endsWith(`/contexts/${name}`)) ?? null
}

function ownTerm(term: string): JsonValue {
  const type = ownTerms[term]?.[0] ?? null
  return type === null ? `own:${term}` : { '@id': `own:${term}`, '@type': type }
}

const vocabularies = {
  dpv: 'https://w3id.org/dpv#',
  pd: 'https://w3id.org/dpv/pd#',
  ai: 'https://w3id.org/dpv/ai#',
  loc: 'https://w3id.org/dpv/loc#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  dct: 'http://purl.org/dc/terms/',
  schema: 'https://schema.org/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const

/** What a plain string is where a vocabulary's own term holds one. */
const borrowedTypes = {
  '@id': ['dct:conformsTo'],
  'xsd:dateTime': ['dct:created', 'dpv:isIndicatedAtTime'],
  'xsd:duration': ['dpv:hasDuration', 'rdf:value'],
} as const

/** Kinds of statement that `receipt-v1` has no word for. */
const LATER_KINDS: readonly StatementKind[] = [
  'AccountPolicyDocument',
  'FeaturePolicyDocument',
  'ObservationDocument',
  'GroupDocument',
  'DisplayRecord',
]

/**
 * Words of our own: what a plain string or value is there (null: a text), what the word says, and the
 * version that it came with.
 */
const ownTerms: Readonly<
  Record<string, readonly [type: string | null, comment: string, since?: number]>
> = {
  account: ['@id', 'The account in which it was done.'],
  answer: [null, 'What an account answered to a terms version: accept, decline or later.'],
  apiKey: [null, 'A key of the platform’s software: its id, its name and what it may do.'],
  approved: [null, 'What a second person approved, by its digest.'],
  archival: [null, 'Was the version published as a part of history, to govern nothing?'],
  asking: [null, 'How members are asked about a purpose that an account permits.'],
  authority: [null, 'In what capacity somebody signed.'],
  authorisation: [
    null,
    'Where the authorisation is recorded that the regime of an account asks for.',
    2,
  ],
  category: [null, 'The key of a data category in the catalogue.'],
  conveyedBy: ['@id', 'The software of the platform that handed it over, by its key.', 2],
  displayed: [null, 'The notice of a meeting as it was shown, by its digest.', 2],
  doneBefore: ['xsd:dateTime', 'It is about what was done before that.'],
  dueBy: ['xsd:dateTime', 'By when at the latest.'],
  effect: [
    null,
    'What a withdrawal asks of a party: stop, inform, erase, erase_on_request or remains.',
  ],
  effectOnPast: [null, 'What a withdrawal does to what was done before it.'],
  effectiveAt: ['xsd:dateTime', 'The day from which a terms version means to govern.'],
  elsewhere: [
    null,
    'What an account permits its people in meetings of others: members_decide or off.',
    2,
  ],
  elsewhereMode: [null, 'How a feature may treat them there where they have not said yes.', 2],
  evidenceKeptUntil: ['xsd:dateTime', 'Until when what is sealed of an erased member is kept.'],
  featureMode: [
    null,
    'How a feature treats whoever has not said yes: everyone-agrees, listen-until-answered, leave-out or tell-and-object.',
    2,
  ],
  group: [null, 'A group of an account’s people.', 2],
  inForceFrom: ['xsd:dateTime', 'When a terms version took force.'],
  keyEvent: [null, 'What became of a key that signs here: added, retired or revoked.'],
  mapping: ['@json', 'Which clauses are about which purposes, and what they rule out.'],
  meeting: ['@id', 'The meeting that it is about.', 2],
  members: [null, 'Who became a member, or another kind of member.'],
  method: [
    null,
    'How it was answered in the platform’s own client: client, web, keypad or link.',
    2,
  ],
  mode: [null, 'How members are asked: ask_now, not_yet or other_ground.'],
  number: ['xsd:integer', 'Which catalogue it is, counted from 1.'],
  permission: [null, 'What a group leaves its people to decide: members_decide or off.', 2],
  policies: [null, 'What an account holds its features to, or a group its people.', 2],
  publicKeyJwk: [
    '@json',
    'A key that signs here, its public half, with from when and until when (RFC 7517).',
  ],
  purpose: [null, 'The key of a purpose in the catalogue.'],
  reason: [null, 'Why it was done.'],
  reference: [null, 'Where another ground than consent is recorded.'],
  regime: [null, 'Rules for accounts of a kind: none, minors or healthcare.', 2],
  requests: [null, 'Whom was asked what.'],
  review: ['@json', 'What the changes of a terms version do, as it was confirmed.'],
  role: [null, 'What a member became: owner, admin, auditor, member or none.'],
  scopes: [null, 'What a key of the platform’s software may do.'],
  setting: [null, 'Where an account’s people meet, if some features are ruled out there.', 2],
  signedBy: [null, 'Who signed, by the name that was typed.'],
  signs: [null, 'What a key signs here: statements or checkpoints.'],
  since: ['xsd:dateTime', 'Where a period begins.'],
  unknownPlaceIsStrict: [
    null,
    'Does an unknown place count as one whose law wants the consent of everyone?',
    2,
  ],
  until: ['xsd:dateTime', 'The day an answer was put off to, or where a period ends.'],
}

import type { JsonObject, JsonValue, Statement } from '@assent/receipt'

/** What a statement says, in plain words, for somebody who may have no account here. */
export type Description = {
  readonly title: string
  readonly lines: readonly DescribedLine[]
}

/** "Meeting summary: **yes.** It covers audio and chat." */
export type DescribedLine = {
  readonly about: string
  readonly state: string
  readonly rest: string
}

/**
 * Describes a verified statement. It is lenient: another issuer's may lack what ours has, and a line that
 * cannot be told is left out. The signed statement itself stands beside it.
 */
export function describeStatement({ kind, credential }: Statement): Description {
  const document = credential.credentialSubject
  return { title: titles[kind], lines: linesOf[kind]?.(document) ?? [] }
}

const titles: Record<Statement['kind'], string> = {
  ConsentReceipt: 'One person’s answer',
  AcceptanceDocument: 'An organisation’s answer to terms',
  PermissionDocument: 'What an organisation lets its members decide',
  RequestRecord: 'Members were asked',
  PublicationRecord: 'Terms were published',
  EndingRecord: 'A use was ended for everyone',
  ActivationRecord: 'Terms took force',
  ApprovalRecord: 'A second person approved terms',
  MembershipRecord: 'A membership began or changed',
  CatalogueRecord: 'Questions and notices were published',
  ErasureRequestRecord: 'One member asked to be erased',
  ErasureRecord: 'One member was erased',
  EvidenceOpeningRecord: 'The sealed evidence about an erased member was opened',
  InspectionRecord: 'One member’s record was opened',
  ApiKeyRecord: 'A key of the platform was made or revoked',
  KeyRecord: 'A key that signs here began or ended',
  AccountPolicyDocument: 'Under which rules an organisation’s people are asked',
  ObservationDocument: 'Until when an organisation only watches decisions',
  GroupDocument: 'Who is in a group of an organisation’s people, and what is off for them',
  DisplayRecord: 'A notice was shown to one person in a meeting',
  FeaturePolicyDocument: 'How features treat an organisation’s people',
}

const linesOf: {
  readonly [Kind in Statement['kind']]?: (document: JsonObject) => DescribedLine[]
} = {
  ConsentReceipt: (document) => nodesAt(document, 'dpv:hasRecordOfActivity').map(choiceLine),
  AcceptanceDocument: (document) => [acceptanceLine(document)],
  PermissionDocument: (document) => nodesAt(document, 'dpv:hasRule').map(permissionLine),
  PublicationRecord: (document) => [publicationLine(document)],
}

function choiceLine(record: JsonObject): DescribedLine {
  const [process = {}] = nodesAt(record, 'dpv:hasProcess')
  const [status = {}] = nodesAt(record, 'dpv:hasConsentStatus')
  const covered = nodesAt(process, 'dpv:hasPersonalData').map((data) => textAt(data, 'dct:title'))
  const language = textAt(record, 'dct:language')
  const isEnglish = language === '' || language.startsWith('en')
  // Other languages write nouns with a capital.
  const names = isEnglish ? covered.join(', ').toLowerCase() : covered.join(', ')
  return {
    about: textAt(process, 'dct:title'),
    state: choiceWords.get(typesOf(status).find((type) => choiceWords.has(type)) ?? '') ?? '',
    rest: [
      ...(covered.length === 0 ? [] : [`It is about: ${names}.`]),
      ...(isEnglish ? [] : [`It was asked in ${languageName(language)}.`]),
    ].join(' '),
  }
}

/** Of another issuer's tag that is none, the tag. */
function languageName(tag: string): string {
  if (!/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(tag)) return tag
  return new Intl.DisplayNames('en', { type: 'language' }).of(tag) ?? tag
}

const choiceWords = new Map([
  ['dpv:ConsentGiven', 'yes.'],
  ['dpv:ConsentRefused', 'no.'],
  ['dpv:ConsentWithdrawn', 'a yes was taken back.'],
])

function acceptanceLine(document: JsonObject): DescribedLine {
  const signer = nodeAt(document, 'signedBy')
  const account = nodesAt(document, 'dpv:hasEntity')[0] ?? {}
  const name = textAt(signer, 'dpv:hasName')
  const authority = textAt(signer, 'authority')
  const answer = textAt(document, 'answer')
  const until = textAt(document, 'until')
  return {
    about: textAt(nodeAt(document, 'dct:references'), 'dct:title'),
    state: `${textAt(account, 'dpv:hasName')} ${answerWords.get(answer) ?? 'answered'}.`,
    rest: [
      ...(until === '' ? [] : [`Until ${until.slice(0, 10)}.`]),
      ...(name === '' ? [] : [`Signed by ${name}${authority === '' ? '' : `, ${authority}`}.`]),
    ].join(' '),
  }
}

const answerWords = new Map([
  ['accept', 'accepted'],
  ['decline', 'declined'],
  ['later', 'put its answer off'],
])

function permissionLine(rule: JsonObject): DescribedLine {
  const [, category] = textAt(rule, 'dct:identifier').split('/')
  const title = textAt(rule, 'dct:title')
  return {
    about: category === undefined ? title : `${title}, ${category.replaceAll('_', ' ')}`,
    state: typesOf(rule).includes('dpv:Permission')
      ? 'members decide for themselves.'
      : 'off for everyone.',
    rest: '',
  }
}

function publicationLine(document: JsonObject): DescribedLine {
  const isArchival = document['archival'] === true
  return {
    about: textAt(nodeAt(document, 'dct:references'), 'dct:title'),
    state: isArchival ? 'added to the archive.' : 'published.',
    rest: isArchival ? '' : `Effective from ${textAt(document, 'effectiveAt').slice(0, 10)}.`,
  }
}

function typesOf(node: JsonObject): string[] {
  const types = node['@type']
  return (Array.isArray(types) ? types : [types]).filter((type) => typeof type === 'string')
}

function textAt(node: JsonObject, member: string): string {
  const value = node[member]
  return typeof value === 'string' ? value : ''
}

function nodeAt(node: JsonObject, member: string): JsonObject {
  const value = node[member]
  return isNode(value) ? value : {}
}

function nodesAt(node: JsonObject, member: string): JsonObject[] {
  const value = node[member]
  return Array.isArray(value) ? value.filter(isNode) : []
}

function isNode(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

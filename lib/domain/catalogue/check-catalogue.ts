import { isCalendarDuration } from '#lib/domain/consent/instant.ts'
import { FIRST_LANGUAGE, type Catalogue, type Notice, type Party } from './catalogue.ts'

export type CatalogueProblem = {
  readonly code:
    | 'key_repeated'
    | 'key_malformed'
    | 'text_missing'
    | 'category_unknown'
    | 'category_repeated'
    | 'source_unknown'
    | 'sources_circular'
    | 'source_missing'
    | 'purpose_unknown'
    | 'notice_missing'
    | 'notice_repeated'
    | 'controller_not_operator'
    | 'duration_malformed'
    | 'iri_malformed'
    | 'party_unknown'
    | 'output_of_sharing'
  /** What it is about, such as `categories.transcripts`. */
  readonly subject: string
}

/** Everything that is wrong with a catalogue; empty when it may be published. */
export function checkCatalogue(catalogue: Catalogue): readonly CatalogueProblem[] {
  return [
    ...checkKeys(catalogue),
    ...checkCategories(catalogue),
    ...checkPurposes(catalogue),
    ...checkNoticesComplete(catalogue),
    ...catalogue.notices.flatMap((notice) => checkNotice(catalogue, notice)),
  ]
}

const KEY = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/

function checkKeys({ categories, purposes }: Catalogue): readonly CatalogueProblem[] {
  const lists = { categories, purposes }
  return Object.entries(lists).flatMap(([list, entries]) => {
    const keys = entries.map((entry) => entry.key)
    return [
      ...repeated(keys).map((key) => problem('key_repeated', `${list}.${key}`)),
      ...keys
        .filter((key) => !KEY.test(key))
        .map((key) => problem('key_malformed', `${list}.${key}`)),
      ...entries
        .filter((entry) => namesOf(entry).some(isBlank))
        .map((entry) => problem('text_missing', `${list}.${entry.key}`)),
    ]
  })
}

function checkCategories({ categories }: Catalogue): readonly CatalogueProblem[] {
  const sources = new Map(categories.map(({ key, derivedFrom }) => [key, derivedFrom]))
  return categories.flatMap(({ key, derivedFrom, dpv }) => {
    const subject = `categories.${key}`
    return [
      ...derivedFrom
        .filter((from) => !sources.has(from))
        .map(() => problem('source_unknown', subject)),
      ...(reaches(sources, key, key) ? [problem('sources_circular', subject)] : []),
      ...(isIri(dpv) ? [] : [problem('iri_malformed', subject)]),
    ]
  })
}

function checkPurposes({ categories, purposes }: Catalogue): readonly CatalogueProblem[] {
  const byKey = new Map(categories.map((category) => [category.key, category]))
  return purposes.flatMap((purpose) => {
    const subject = `purposes.${purpose.key}`
    const { dpv } = purpose
    const derived = purpose.categories.flatMap((key) => byKey.get(key)?.derivedFrom ?? [])
    const mark = purpose.output === undefined ? [] : [purpose.output.mark]
    const iris = [dpv.purpose, ...dpv.processing, ...dpv.capabilities, ...mark]
    return [
      // Sharing hands content over: what comes of it is nobody's answer in a meeting.
      ...(purpose.kind === 'sharing' && purpose.output !== undefined
        ? [problem('output_of_sharing', subject)]
        : []),
      ...purpose.categories
        .filter((key) => !byKey.has(key))
        .map(() => problem('category_unknown', subject)),
      ...repeated(purpose.categories).map(() => problem('category_repeated', subject)),
      // Derived data follows the answers about its sources: sharing that names it has to ask about those.
      ...(purpose.kind === 'feature' || derived.every((from) => purpose.categories.includes(from))
        ? []
        : [problem('source_missing', subject)]),
      ...(iris.every(isIri) ? [] : [problem('iri_malformed', subject)]),
    ]
  })
}

type Named = { readonly title: string; readonly translations?: object | undefined }

function namesOf({ title, translations }: Named): readonly string[] {
  const others: readonly Readonly<Record<string, string>>[] = Object.values(translations ?? {})
  return [title, ...others.flatMap((each) => Object.values(each))]
}

/**
 * What is asked is asked in the first language at least, and what is in no other falls back to it. Without
 * any notice in it there is nothing to fall back to: then every language in which there is one is whole.
 */
function checkNoticesComplete({ purposes, notices }: Catalogue): readonly CatalogueProblem[] {
  const names = notices.map(({ purpose, language }) => `notices.${purpose}.${language}`)
  const given = new Set(notices.map((notice) => notice.language))
  const languages = given.has(FIRST_LANGUAGE) ? new Set([FIRST_LANGUAGE]) : given
  const wanted = purposes.flatMap(({ key }) =>
    languages.size === 0
      ? [`notices.${key}`]
      : [...languages].map((language) => `notices.${key}.${language}`),
  )
  return [
    ...wanted
      .filter((name) => !names.includes(name))
      .map((name) => problem('notice_missing', name)),
    ...repeated(names).map((name) => problem('notice_repeated', name)),
  ]
}

function checkNotice(catalogue: Catalogue, notice: Notice): readonly CatalogueProblem[] {
  const subject = `notices.${notice.purpose}.${notice.language}`
  const purpose = catalogue.purposes.find(({ key }) => key === notice.purpose)
  const effects = notice.afterWithdrawal ?? []
  const durations = [notice.retention.duration, notice.validity ?? 'P1Y']
  durations.push(...effects.flatMap(({ within }) => within ?? []))
  const iris = [notice.storage.location, notice.jurisdiction]
  return [
    ...(purpose ? [] : [problem('purpose_unknown', subject)]),
    ...(purpose?.kind === 'sharing' && !isSameParty(notice.controller, catalogue.operator)
      ? [problem('controller_not_operator', subject)]
      : []),
    ...(durations.every(isCalendarDuration) ? [] : [problem('duration_malformed', subject)]),
    ...(iris.every(isIri) ? [] : [problem('iri_malformed', subject)]),
    ...(effects.every(({ party }) => isNamed(notice, party))
      ? []
      : [problem('party_unknown', subject)]),
    ...(textsOf(notice).some(isBlank) ? [problem('text_missing', subject)] : []),
  ]
}

function textsOf(notice: Notice): readonly string[] {
  const { title, question, covers, doesNotCover, withdrawal, complaint } = notice
  const sentences = [notice.retention.sentence, notice.storage.sentence, withdrawal, complaint]
  return [
    notice.language,
    title,
    question,
    ...listed(covers),
    ...listed(doesNotCover),
    ...sentences,
    ...(notice.afterWithdrawal ?? []).map(({ sentence }) => sentence),
  ]
}

/** Who is asked something by a withdrawal has to stand in the notice, for a person to have read of it. */
function isNamed({ controller, processor, recipients }: Notice, party: string): boolean {
  const named = [controller, processor, ...recipients].filter((each) => each !== null)
  return named.some((each) => (each === 'account' ? each : each.id) === party)
}

/** A notice has to say what is covered and what is not: an empty list is a missing text. */
function listed(texts: readonly string[]): readonly string[] {
  return texts.length === 0 ? [''] : texts
}

function isSameParty(controller: Notice['controller'], operator: Party): boolean {
  if (controller === 'account') return false
  const fields = ['id', 'name', 'address', 'email', 'url'] as const
  return fields.every((field) => controller[field] === operator[field])
}

function reaches(
  sources: ReadonlyMap<string, readonly string[]>,
  from: string,
  target: string,
  seen: ReadonlySet<string> = new Set(),
): boolean {
  const next = sources.get(from) ?? []
  if (next.includes(target)) return true
  return next.some(
    (each) => !seen.has(each) && reaches(sources, each, target, new Set([...seen, each])),
  )
}

/** An IRI, or a compact one such as `dpv:Analyse`: a scheme or prefix, and something after it. */
function isIri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s<>"{}|\\^`]+$/i.test(text)
}

function isBlank(text: string): boolean {
  return text.trim() === ''
}

function repeated(keys: readonly string[]): readonly string[] {
  return [...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))]
}

function problem(code: CatalogueProblem['code'], subject: string): CatalogueProblem {
  return { code, subject }
}

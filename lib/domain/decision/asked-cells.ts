import { FIRST_LANGUAGE, questionsOf, type Question } from '#lib/domain/catalogue/catalogue.ts'
import { accountConsents, type AccountCell } from '#lib/domain/consent/account-consents.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import {
  catalogueContent,
  catalogueIn,
  inForceFrom,
  type Platform,
} from '#lib/domain/platform/platform.ts'

/** What is published, seen at an instant. */
export type Published = {
  readonly platform: Platform
  readonly at: Date
  readonly digestOf: DigestOf
}

/** The account's side of each question that is asked, without any account: each in one language that it is asked in. */
export function askedCells({ platform, at, digestOf }: Published): readonly AccountCell[] {
  const catalogue = catalogueIn(platform)
  if (catalogue === null) return []
  const cells = new Map<string, AccountCell>()
  for (const language of languagesOf(platform))
    for (const cell of accountConsents(platform, catalogue, NOBODY, { at, language, digestOf }))
      if (!cells.has(questionName(cell.question))) cells.set(questionName(cell.question), cell)
  return [...cells.values()]
}

/** Every question that was ever asked: one that is not any more has to be taken back. */
export function everyQuestion(platform: Platform): readonly Question[] {
  const questions = platform.catalogues
    .map(catalogueContent)
    .flatMap((catalogue) => [
      ...questionsOf(catalogue, 'feature'),
      ...questionsOf(catalogue, 'sharing'),
    ])
  return [...new Map(questions.map((each) => [questionName(each), each])).values()]
}

export function questionName({
  purpose,
  category,
}: Pick<Question, 'purpose' | 'category'>): string {
  return JSON.stringify([purpose, category])
}

/**
 * The instant, and those after it at which another text takes force: in between nothing changes by time
 * alone. What is on record as published is published, whatever this machine's clock says.
 */
export function instantsFrom(platform: Platform, at: Date): readonly [Date, ...Date[]] {
  const published = [...platform.terms, ...platform.catalogues].map((each) =>
    each.publishedAt.getTime(),
  )
  const now = Math.max(at.getTime(), ...published)
  const later = platform.terms
    .filter(({ archival }) => !archival)
    .map((terms) => inForceFrom(terms).getTime())
    .filter((each) => each > now)
  const times = [...new Set(later)].sort((a, b) => a - b)
  return [new Date(now), ...times.map((each) => new Date(each))]
}

/** What is the same for all accounts does not ask what one of them has said. */
const NOBODY = { accountId: '', permissions: [], askings: [] }

function languagesOf({ notices }: Platform): readonly string[] {
  const languages = new Set(notices.map(({ language }) => language))
  return languages.has(FIRST_LANGUAGE)
    ? [...new Set([FIRST_LANGUAGE, ...languages])]
    : [...languages]
}

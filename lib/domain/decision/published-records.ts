import { strictestCeiling, type Ceiling } from '@assent/decision'
import {
  findCategory,
  sourcesOf,
  type Catalogue,
  type GeneratedOutput,
} from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { catalogueIn, governingTerms } from '#lib/domain/platform/platform.ts'
import {
  askedCells,
  everyQuestion,
  instantsFrom,
  questionName,
  type Published,
} from './asked-cells.ts'
import type { ChangeDraft } from './change-draft.ts'
import { PLACES_WHERE_EVERYONE_AGREES } from './everyone-agrees.ts'

/** All that is published, whole, but for what yeses rest on (yes-basis.ts). */
export function addPublished(draft: ChangeDraft, published: Published): void {
  const { platform } = published
  const catalogue = catalogueIn(platform)
  const instants = instantsFrom(platform, published.at)
  const [now] = instants
  draft.add({
    type: 'rules',
    everyoneAgreesIn: catalogue?.meetings?.everyoneAgreesIn ?? PLACES_WHERE_EVERYONE_AGREES,
    openLabels: catalogue?.meetings?.openLabels ?? [],
  })
  draft.add({
    type: 'terms',
    spans: spansOf(instants, (at) =>
      governingTerms(platform, at).map(({ documentSlug, number }) => `${documentSlug}/${number}`),
    ),
  })
  if (catalogue !== null) addCatalogue(draft, catalogue, askedCells({ ...published, at: now }))
  addQuestions(draft, published, instants)
}

function addCatalogue(
  draft: ChangeDraft,
  catalogue: Catalogue,
  cells: readonly AccountCell[],
): void {
  for (const { key, kind, title, categories, ruledOutIn = [], output } of catalogue.purposes) {
    const notice = cells.find(({ question }) => question.purpose === key)?.notice.id ?? null
    draft.add({
      ...{ type: 'purpose', key, kind, title, notice, categories, ruledOutIn },
      output: markingOf(output),
    })
  }
  for (const { key } of catalogue.categories)
    draft.add({
      type: 'category',
      key,
      sources: sourcesOf(catalogue, key),
      needsConsent: findCategory(catalogue, key)?.needsConsent ?? false,
    })
}

/** None where the law makes an exception, whose reason the catalogue gives. */
function markingOf(output: GeneratedOutput | undefined) {
  if (output === undefined || output.exception !== null) return null
  const { media, mark, law } = output
  return { media, mark, law }
}

/** One that is not asked any more has no ceiling at all, and is not known from then on. */
function addQuestions(
  draft: ChangeDraft,
  published: Published,
  instants: readonly [Date, ...Date[]],
): void {
  const cellsAt = instants.map(
    (at) =>
      new Map(askedCells({ ...published, at }).map((cell) => [questionName(cell.question), cell])),
  )
  for (const question of everyQuestion(published.platform)) {
    const name = questionName(question)
    const isAsked = cellsAt[0]?.has(name) === true
    const ceilings = spansOf(instants, (_, i): Ceiling => {
      const cell = cellsAt[i]?.get(name)
      return cell === undefined ? 'no_choice' : strictestCeiling(cell.ceilings)
    })
    draft.add({
      type: 'question',
      question: draft.questionNumber(question),
      ceilings: isAsked ? ceilings : [],
    })
  }
}

/** What holds now has always held, as far as answers go: none is about the past. */
function spansOf<Value>(
  instants: readonly Date[],
  valueAt: (at: Date, i: number) => Value,
): readonly (readonly [number, Value])[] {
  return instants.map((at, i) => [i === 0 ? 0 : at.getTime(), valueAt(at, i)] as const)
}

import { strictestCeiling, type StateRecord } from '@assent/decision'
import { canonicalJson } from '@assent/receipt'
import { definitionDigest } from '#lib/domain/catalogue/definition-digest.ts'
import { findPurpose } from '#lib/domain/catalogue/catalogue.ts'
import { ceilingsOf } from '#lib/domain/consent/account-consents.ts'
import {
  publishedCatalogueAt,
  standingNow,
  type ChoiceAct,
  type GivenUnder,
} from '#lib/domain/consent/member-consents.ts'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { catalogueContent, noticeContent, type Platform } from '#lib/domain/platform/platform.ts'
import { askedCells, instantsFrom, questionName, type Published } from './asked-cells.ts'
import type { ChangeDraft } from './change-draft.ts'

type Basis = {
  readonly id: string
  readonly catalogueEventId: string
  readonly given: GivenUnder & Pick<ChoiceAct, 'category'>
}

/** A basis without what is published: from which another process makes it again. */
export type KeptBasis = Pick<Basis, 'id' | 'catalogueEventId'> &
  Pick<ChoiceAct, 'purpose' | 'category' | 'noticeId' | 'termsVersionIds'>
type Told = { readonly basis: Basis; readonly record: BasisRecord }
type BasisRecord = Extract<StateRecord, { type: 'basis' }>

/**
 * What yeses rest on: the notice that was read, the terms in force and what the catalogue meant. Thousands
 * of yeses rest on the same, so it is worked out once for all of them, and again whenever something is
 * published: no answer compares texts. Each is told before the first yes that rests on it.
 */
export class BasisBook {
  readonly #digestOf: DigestOf
  /** By what is looked at for every yes. */
  readonly #kept = new Map<string, Basis>()
  /** As it was told last, by its id. */
  readonly #told = new Map<string, Told>()
  /** As it was before what is being told now. */
  readonly #before = new Map<string, Told | undefined>()

  constructor(digestOf: DigestOf) {
    this.#digestOf = digestOf
  }

  /** The number that a yes' basis has in the draft; 0 where it rests on nothing that is known: it is needed again. */
  numberOf(
    draft: ChangeDraft,
    yes: ChoiceAct,
    published: Published,
    positions: ReadonlyMap<string, number>,
  ): number {
    const basis = this.#basisOf(yes, published.platform, positions)
    if (basis === null) return 0
    if (!this.#told.has(basis.id)) {
      const record = basisRecord(draft, basis, published)
      this.#tell(basis.id, { basis, record })
      draft.add(record)
    }
    return draft.basisNumber(basis.id)
  }

  /** Something was published: tells again what says something else now. */
  publishedAgain(draft: ChangeDraft, published: Published): void {
    for (const [id, { basis, record }] of this.#told) {
      const now = basisRecord(draft, basis, published)
      if (now.staleFrom === record.staleFrom) continue
      draft.add(now)
      this.#tell(id, { basis, record: now })
    }
  }

  /** All that were told. */
  kept(): KeptBasis[] {
    return [...this.#told.values()].map(({ basis: { id, catalogueEventId, given } }) => {
      const { purpose, category, noticeId, termsVersionIds } = given
      return { id, catalogueEventId, purpose, category, noticeId, termsVersionIds }
    })
  }

  /** Tells again what another process told before. False where what one rests on was never published. */
  restore(draft: ChangeDraft, kept: readonly KeptBasis[], published: Published): boolean {
    const { catalogues } = published.platform
    for (const { id, catalogueEventId, ...about } of kept) {
      const found = catalogues.find(({ eventId }) => eventId === catalogueEventId)
      if (found === undefined) return false
      const given = { ...about, catalogue: catalogueContent(found) }
      const basis = { id, catalogueEventId, given }
      const record = basisRecord(draft, basis, published)
      this.#tell(id, { basis, record })
      draft.add(record)
    }
    return true
  }

  /** What was told has reached whoever it was told for. */
  keep(): void {
    this.#before.clear()
  }

  /** It has not: it will be told again. */
  undo(): void {
    for (const [id, before] of this.#before)
      if (before === undefined) this.#told.delete(id)
      else this.#told.set(id, before)
    this.#before.clear()
  }

  #tell(id: string, told: Told): void {
    if (!this.#before.has(id)) this.#before.set(id, this.#told.get(id))
    this.#told.set(id, told)
  }

  #basisOf(
    yes: ChoiceAct,
    platform: Platform,
    positions: ReadonlyMap<string, number>,
  ): Basis | null {
    const found = publishedCatalogueAt(platform, positions, yes.position)
    if (found === null) return null
    const catalogue = catalogueContent(found)
    if (findPurpose(catalogue, yes.purpose) === null) return null
    const { purpose, category, noticeId, termsVersionIds } = yes
    const catalogueEventId = found.eventId
    const key = [purpose, category, noticeId, catalogueEventId, ...termsVersionIds].join(' ')
    const kept = this.#kept.get(key)
    if (kept !== undefined) return kept
    if (!platform.notices.some(({ id }) => id === noticeId)) return null
    const definition = definitionDigest(catalogue, purpose, category, this.#digestOf)
    const restsOn = [purpose, category, noticeId, [...termsVersionIds].sort(), definition]
    const id = this.#digestOf(new TextEncoder().encode(canonicalJson(restsOn))).slice(0, 32)
    const given = { purpose, category, noticeId, termsVersionIds, catalogue }
    const basis = { id, catalogueEventId, given }
    this.#kept.set(key, basis)
    return basis
  }
}

function basisRecord(draft: ChangeDraft, { id, given }: Basis, published: Published): BasisRecord {
  const { platform } = published
  const terms = platform.terms.filter((each) => given.termsVersionIds.includes(each.id))
  const notice = platform.notices.find((each) => each.id === given.noticeId)
  const question = { kind: 'feature' as const, purpose: given.purpose, category: given.category }
  return {
    type: 'basis',
    id,
    question: draft.questionNumber(given),
    ceiling: strictestCeiling(ceilingsOf(terms, question)),
    staleFrom: staleFrom(given, published),
    coversElsewhere: notice !== undefined && noticeContent(notice).coversElsewhere === true,
  }
}

/** 0 where it is needed again already. One that would be good again later is not yet. */
function staleFrom(given: Basis['given'], published: Published): number | null {
  const instants = instantsFrom(published.platform, published.at)
  const stale = instants.findIndex((at) => isStaleAt(given, { ...published, at }))
  return stale <= 0 ? (stale === 0 ? 0 : null) : (instants[stale]?.getTime() ?? 0)
}

/** What is not asked any more is as stale as can be. */
function isStaleAt(given: Basis['given'], published: Published): boolean {
  const name = questionName(given)
  const cell = askedCells(published).find(({ question }) => questionName(question) === name)
  return cell === undefined || standingNow(published.platform, cell, given, published).isStale
}

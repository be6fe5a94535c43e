import type { Catalogue, Notice } from '#lib/domain/catalogue/catalogue.ts'
import type { ReviewedChange } from '#lib/domain/consent/basis.ts'
import type { CeilingRule } from '#lib/domain/ledger/act.ts'

/** What the operator has published, all of it: every row here is immutable. */
export type Platform = {
  readonly catalogues: readonly PublishedCatalogue[]
  readonly notices: readonly PublishedNotice[]
  readonly terms: readonly PublishedTerms[]
  readonly endings: readonly PublishedEnding[]
}

/** The operator has withdrawn a use: for everyone, and for good. */
export type PublishedEnding = {
  readonly eventId: string
  readonly at: Date
  readonly purpose: string
  readonly reason: string
}

export type PublishedCatalogue = {
  readonly eventId: string
  readonly publishedAt: Date
  readonly number: number
  readonly bytes: Uint8Array
  readonly digest: string
}

export type PublishedNotice = {
  readonly id: string
  readonly eventId: string
  readonly purpose: string
  readonly language: string
  readonly number: number
  readonly bytes: Uint8Array
  readonly digest: string
}

export type PublishedTerms = {
  readonly id: string
  readonly eventId: string
  readonly documentSlug: string
  readonly documentTitle: string
  readonly number: number
  readonly digest: string
  readonly archival: boolean
  readonly effectiveAt: Date
  readonly publishedAt: Date
  readonly mapped: readonly MappedClause[]
  readonly ceilings: readonly MappedCeiling[]
  /** Has it been recorded that it took force? Only of one that was published before its day. */
  readonly isActivated: boolean
  /** What the operator confirmed of its changes; null where it follows no version. */
  readonly review: PublishedReview | null
}

export type PublishedReview = {
  /** The version it was compared with: the one that governed until it took force. */
  readonly againstId: string
  readonly changes: readonly ReviewedChange[]
}

export type MappedClause = {
  readonly purpose: string
  readonly category: string | null
  readonly clause: ClauseReference
}

export type MappedCeiling = MappedClause & { readonly rule: CeilingRule }

export type ClauseReference = {
  readonly ordinal: number
  readonly anchor: string
  readonly number: string | null
  readonly title: string | null
  readonly digest: string
  readonly textDigest: string
}

/** The instant a version takes force: the later of its effective and its publishing instant. */
export function inForceFrom(terms: Pick<PublishedTerms, 'effectiveAt' | 'publishedAt'>): Date {
  return terms.effectiveAt > terms.publishedAt ? terms.effectiveAt : terms.publishedAt
}

/** The versions that a reader of `from` has to be told of on the way to `to`, each reviewed against the one before; none where the chain does not lead back. */
export function stepsBetween(
  platform: Platform,
  from: PublishedTerms,
  to: PublishedTerms,
): readonly PublishedTerms[] {
  const steps: PublishedTerms[] = []
  let at: PublishedTerms | undefined = to
  // A review is of an earlier publication, so the chain ends.
  while (at !== undefined && at.id !== from.id) {
    steps.unshift(at)
    const againstId: string | undefined = at.review?.againstId
    at = platform.terms.find(({ id }) => id === againstId)
  }
  return at === undefined ? [] : steps
}

/** Versions that were published before their day, whose day has come, and of which that is not on record. */
export function dueActivations(platform: Platform, at: Date): readonly PublishedTerms[] {
  return platform.terms
    .filter((terms) => {
      const from = inForceFrom(terms)
      const isDue = !terms.archival && from > terms.publishedAt && from <= at
      // One that another overtook before its day never governs.
      return isDue && !terms.isActivated && stateOf(platform, terms, from) === 'in_force'
    })
    .toSorted((one, other) => inForceFrom(one).getTime() - inForceFrom(other).getTime())
}

export type TermsState = 'in_force' | 'scheduled' | 'superseded' | 'archival'

/** The versions that govern at an instant, one a document. An archival version governs nothing. */
export function governingTerms(platform: Platform, at: Date): readonly PublishedTerms[] {
  const governing = new Map<string, PublishedTerms>()
  for (const terms of platform.terms) {
    if (terms.archival || inForceFrom(terms) > at) continue
    const other = governing.get(terms.documentSlug)
    if (other === undefined || comesAfter(terms, other)) governing.set(terms.documentSlug, terms)
  }
  return [...governing.values()]
}

/** The version that governs when this one takes force, were it not published; null where none does, and for an archival one. */
export function replacedBy(
  platform: Platform,
  terms: Pick<PublishedTerms, 'documentSlug' | 'archival' | 'effectiveAt'>,
  publishedAt: Date,
): PublishedTerms | null {
  if (terms.archival) return null
  const at = inForceFrom({ effectiveAt: terms.effectiveAt, publishedAt })
  const governing = governingTerms(platform, at)
  return governing.find(({ documentSlug }) => documentSlug === terms.documentSlug) ?? null
}

export function stateOf(platform: Platform, terms: PublishedTerms, at: Date): TermsState {
  if (terms.archival) return 'archival'
  if (inForceFrom(terms) > at) return 'scheduled'
  return governingTerms(platform, at).some(({ id }) => id === terms.id) ? 'in_force' : 'superseded'
}

/** The catalogue that holds, or null before the first. */
export function currentCatalogue(platform: Platform): PublishedCatalogue | null {
  return platform.catalogues.at(-1) ?? null
}

/** The catalogue that holds, read; or null before the first. */
export function catalogueIn(platform: Platform): Catalogue | null {
  const published = currentCatalogue(platform)
  return published === null ? null : (contentOf(published) as Catalogue)
}

/** What a catalogue said when it was published. */
export function catalogueContent(published: PublishedCatalogue): Catalogue {
  return contentOf(published) as Catalogue
}

export function noticeContent(published: PublishedNotice): Notice {
  return contentOf(published) as Notice
}

/** The notice that is shown now for a purpose in a language, or null. */
export function currentNotice(
  platform: Platform,
  purpose: string,
  language: string,
): PublishedNotice | null {
  return (
    platform.notices.findLast((each) => each.purpose === purpose && each.language === language) ??
    null
  )
}

/** Only what had been published by the acts in `events`: the platform as it was. */
export function platformOf(platform: Platform, events: ReadonlySet<string>): Platform {
  const among = ({ eventId }: { readonly eventId: string }) => events.has(eventId)
  return {
    catalogues: platform.catalogues.filter(among),
    notices: platform.notices.filter(among),
    terms: platform.terms.filter(among),
    endings: platform.endings.filter(among),
  }
}

/** Of two versions in force at once, the one that took force later; at the same instant, the higher number. */
function comesAfter(terms: PublishedTerms, other: PublishedTerms): boolean {
  const difference = inForceFrom(terms).getTime() - inForceFrom(other).getTime()
  return difference > 0 || (difference === 0 && terms.number > other.number)
}

/** Published bytes are canonical JSON that was checked when it was published; each is read once. */
function contentOf(published: { readonly bytes: Uint8Array }): unknown {
  const kept = contents.get(published)
  if (kept !== undefined) return kept
  const content: unknown = JSON.parse(new TextDecoder().decode(published.bytes))
  contents.set(published, content)
  return content
}

const contents = new WeakMap<object, unknown>()

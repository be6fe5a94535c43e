import { canonicalJson } from '@assent/receipt'
import type { PurposeKind } from '@assent/decision'

/** What the operator asks about, as data. Keys are stable words in snake case; IRIs may be compact. */
export type Catalogue = {
  readonly operator: Party
  /** Where a person can complain. */
  readonly authority: { readonly name: string; readonly url: string }
  readonly categories: readonly Category[]
  readonly purposes: readonly Purpose[]
  readonly notices: readonly Notice[]
  /** Rules about meetings, which are the operator's to know; left out, those of lib/domain/decision. */
  readonly meetings?: MeetingRules | undefined
}

export type MeetingRules = {
  /** ISO 3166-1 or -2: where the law wants everyone's consent. A country holds in all its parts. */
  readonly everyoneAgreesIn: readonly string[]
  /** Sensitivity labels of the platform under which a meeting is open; any other closes it. */
  readonly openLabels: readonly string[]
}

export type Party = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly email: string
  readonly url: string
}

export type Category = {
  readonly key: string
  readonly title: string
  readonly group: CategoryGroup
  /** Empty for a source. Derived data follows its sources, in every purpose: no question is asked about it. */
  readonly derivedFrom: readonly string[]
  readonly dpv: string
  /** Silence never counts for it, whatever the ground, such as a voiceprint. */
  readonly needsConsent?: boolean | undefined
  /** By language (BCP 47); `title` is in `FIRST_LANGUAGE`. */
  readonly translations?: Readonly<Record<string, { readonly title: string }>> | undefined
}

export type CategoryGroup = (typeof CATEGORY_GROUPS)[number]

/** In the order in which they are shown. */
export const CATEGORY_GROUPS = ['said_and_shown', 'written', 'product_use'] as const

export type Purpose = {
  readonly key: string
  readonly kind: PurposeKind
  readonly title: string
  readonly summary: string
  /** For a feature its inputs, asked as one; for sharing each is asked on its own. */
  readonly categories: readonly string[]
  readonly dpv: {
    readonly purpose: string
    readonly processing: readonly string[]
    readonly capabilities: readonly string[]
  }
  /** Settings in which it may never run, such as `workplace`. */
  readonly ruledOutIn?: readonly string[] | undefined
  /** By language (BCP 47); `title` and `summary` are in `FIRST_LANGUAGE`. */
  readonly translations?:
    Readonly<Record<string, { readonly title: string; readonly summary: string }>> | undefined
  /** Of a feature that makes text, images, sound or video: how that has to be marked. */
  readonly output?: GeneratedOutput | undefined
}

/** What a feature generates, and what the law wants of it. */
export type GeneratedOutput = {
  readonly media: readonly (typeof OUTPUT_MEDIA)[number][]
  /** The digital source type that the mark names, an IRI of the IPTC's vocabulary. */
  readonly mark: string
  /** The law by article, such as "Regulation (EU) 2024/1689, article 50(2)". */
  readonly law: string
  /** Why no mark is needed, such as that it only helps to edit a text; null where one is. */
  readonly exception: string | null
}

export const OUTPUT_MEDIA = ['text', 'image', 'audio', 'video'] as const

/** What is said in no other language is said in this one. */
export const FIRST_LANGUAGE = 'en'

/** The wording shown with a question. What the person saw is what is recorded: its bytes are its identity. */
export type Notice = {
  readonly purpose: string
  /** BCP 47. */
  readonly language: string
  readonly title: string
  readonly question: string
  readonly covers: readonly string[]
  readonly doesNotCover: readonly string[]
  /** `account`: the organisation whose page or meeting it is. For sharing always the operator. */
  readonly controller: 'account' | Party
  readonly processor: Party | null
  readonly recipients: readonly Party[]
  /** `duration` is ISO 8601, such as P30D. */
  readonly retention: { readonly sentence: string; readonly duration: string }
  readonly storage: { readonly sentence: string; readonly location: string }
  /** How to withdraw, and what that does to what is past. */
  readonly withdrawal: string
  /** The same, party by party; a notice that leaves it out promises its retention alone. */
  readonly afterWithdrawal?: readonly WithdrawalEffect[] | undefined
  readonly complaint: string
  readonly legalBasis: 'consent'
  readonly jurisdiction: string
  /** How long a yes lasts, ISO 8601 in years, months, weeks and days; null until it is taken back. */
  readonly validity: string | null
  /** Does it speak of other organisations' meetings too? A yes on one that does not is to one's own alone. */
  readonly coversElsewhere?: boolean | undefined
}

/** What a withdrawal asks of a party, or leaves with it. */
export type WithdrawalEffect = {
  readonly effect: (typeof WITHDRAWAL_EFFECTS)[number]
  /** `account`, or the id of a party that the notice names. */
  readonly party: string
  readonly sentence: string
  /** Until when at the latest, from the withdrawal on, ISO 8601; null for at once, or for good. */
  readonly within: string | null
}

export const WITHDRAWAL_EFFECTS = [
  'stop',
  'inform',
  'erase',
  'erase_on_request',
  'remains',
] as const

/** The bytes that are digested, signed and kept: canonical JSON (RFC 8785), UTF-8. */
export function noticeBytes(notice: Notice): Uint8Array {
  return new TextEncoder().encode(canonicalJson(notice))
}

export function findPurpose(catalogue: Catalogue, key: string): Purpose | null {
  return catalogue.purposes.find((purpose) => purpose.key === key) ?? null
}

export function findCategory(catalogue: Catalogue, key: string): Category | null {
  return catalogue.categories.find((category) => category.key === key) ?? null
}

/** A purpose as it is called in a language; where it has no name in it, as in the first. */
export function purposeIn(purpose: Purpose, language: string): Purpose {
  return { ...purpose, ...purpose.translations?.[language] }
}

/** The language that `purposeIn` names it in. */
export function languageOf({ translations }: Purpose, language: string): string {
  return translations?.[language] === undefined ? FIRST_LANGUAGE : language
}

export function categoryIn(category: Category, language: string): Category {
  return { ...category, ...category.translations?.[language] }
}

export function findNotice(catalogue: Catalogue, purpose: string, language: string): Notice | null {
  return (
    catalogue.notices.find((each) => each.purpose === purpose && each.language === language) ?? null
  )
}

/** Is this a question that the catalogue asks? What it does not know is never a yes. */
export type Known = 'known' | 'unknown_purpose' | 'unknown_category'

/** One thing that is asked and answered on its own: a feature as a whole, or a source category of a sharing purpose. */
export type Question = {
  readonly kind: PurposeKind
  readonly purpose: string
  readonly category: string | null
}

/** All questions of a kind, in the catalogue's order. */
export function questionsOf(catalogue: Catalogue, kind: PurposeKind): readonly Question[] {
  return catalogue.purposes
    .filter((purpose) => purpose.kind === kind)
    .flatMap((purpose) => questionsAbout(catalogue, purpose))
}

/** A feature with a category, sharing without one, and derived data are no questions: `unknown_category`. */
export function isKnown(catalogue: Catalogue, purposeKey: string, category: string | null): Known {
  const purpose = findPurpose(catalogue, purposeKey)
  if (!purpose) return 'unknown_purpose'
  const asked = questionsAbout(catalogue, purpose)
  return asked.some((question) => question.category === category) ? 'known' : 'unknown_category'
}

/**
 * The source categories whose answers govern a category: itself when it is a source, else all that
 * it is derived from, through any number of steps. Empty for a category that is not known.
 */
export function sourcesOf(catalogue: Catalogue, key: string): readonly string[] {
  const category = findCategory(catalogue, key)
  if (!category) return []
  if (category.derivedFrom.length === 0) return [key]
  const sources = category.derivedFrom.flatMap((from) => sourcesOf(catalogue, from))
  return [...new Set(sources)]
}

function questionsAbout(catalogue: Catalogue, purpose: Purpose): readonly Question[] {
  const { kind, key } = purpose
  if (kind === 'feature') return [{ kind, purpose: key, category: null }]
  return purpose.categories
    .filter((category) => findCategory(catalogue, category)?.derivedFrom.length === 0)
    .map((category) => ({ kind, purpose: key, category }))
}

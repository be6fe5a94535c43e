import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { listOf } from '#components/ui/list-of.ts'

/** A clause as the desk shows it. */
export type DeskClause = {
  readonly id: string
  readonly number: string | null
  readonly title: string | null
  readonly level: number
  /** Markdown, exactly as imported. */
  readonly text: string
}

export type DeskPurpose = {
  readonly key: string
  readonly title: string
  readonly categories: readonly string[]
}

export type DeskCategory = { readonly key: string; readonly title: string }

/** What there is to map: purposes with the kinds of content that each is about. */
export type DeskCatalogue = {
  readonly purposes: readonly DeskPurpose[]
  readonly categories: readonly DeskCategory[]
}

type Named = Pick<DeskClause, 'id' | 'number'>

/** The rows of a mapping that are about one clause. It names a clause by its anchor or, as files do, by its number. */
export function rowsOf(mapping: Mapping, clause: Named) {
  const names = (name: string) => name === clause.id || name === clause.number
  return {
    about: mapping.clauses.filter((row) => names(row.clause)),
    rules: mapping.ceilings.filter((row) => names(row.clause)),
    others: {
      clauses: mapping.clauses.filter((row) => !names(row.clause)),
      ceilings: mapping.ceilings.filter((row) => !names(row.clause)),
    },
  }
}

export function isMapped(mapping: Mapping, clause: Named): boolean {
  const { about, rules } = rowsOf(mapping, clause)
  return about.length > 0 || rules.length > 0
}

/** Is a clause mapped otherwise than in another mapping? The order in which it was chosen is no difference. */
export function isMappedOtherwise(mapping: Mapping, other: Mapping, clause: Named): boolean {
  return fingerprintOf(mapping, clause) !== fingerprintOf(other, clause)
}

/** What a clause is about, a line a purpose: "Product improvement: telemetry and diagnostics". */
export function aboutLines(
  mapping: Mapping,
  clause: Named,
  { purposes, categories }: DeskCatalogue,
  kindsNamed = Number.MAX_SAFE_INTEGER,
): readonly string[] {
  const pairs = rowsOf(mapping, clause).about.flatMap((row) =>
    row.purposes.map((purpose) => ({ purpose, categories: row.categories })),
  )
  const byPurpose = Map.groupBy(pairs, ({ purpose }) => purpose)
  return [...byPurpose].map(([purpose, of]) => {
    // One row that names no kind of content is about all of them.
    const all = of.some((each) => each.categories.length === 0)
    const keys = all ? [] : [...new Set(of.flatMap((each) => each.categories))]
    return withKinds(titleOf(purposes, purpose), keys, categories, kindsNamed)
  })
}

/** What a clause leaves no choice about, a line a purpose and rule: its rows, so that they can be taken away. */
export function ruleLines(
  mapping: Mapping,
  clause: Named,
  { purposes, categories }: DeskCatalogue,
  kindsNamed = Number.MAX_SAFE_INTEGER,
): readonly { readonly line: string; readonly rows: Mapping['ceilings'] }[] {
  const { rules } = rowsOf(mapping, clause)
  const groups = Map.groupBy(rules, ({ purpose, rule }) => `${purpose} ${rule}`)
  return [...groups.values()].flatMap((rows) => {
    const [first] = rows
    if (first === undefined) return []
    const all = rows.some(({ category }) => category === null)
    const keys = all ? [] : [...new Set(rows.flatMap(({ category }) => category ?? []))]
    const about = withKinds(titleOf(purposes, first.purpose), keys, categories, kindsNamed)
    return [{ line: `${ruleWords[first.rule]}: ${lowerFirst(about)}`, rows }]
  })
}

export const ruleWords = { forbidden: 'Rules out', no_choice: 'Offers no choice about' } as const

/** "2.3 Service data", or how the clause begins where it has no title. */
export function clauseName({ number, title, text }: DeskClause): string {
  return [number, title ?? firstWords(text)].filter((part) => part !== null).join(' ')
}

export function firstWords(text: string): string {
  const words = text
    .replace(/[#*_>\\]/g, '')
    .trim()
    .split(/\s+/)
  return words.length > 10 ? `${words.slice(0, 10).join(' ')} …` : words.join(' ')
}

function fingerprintOf(mapping: Mapping, clause: Named): string {
  const { about, rules } = rowsOf(mapping, clause)
  const abouts = about.flatMap(({ purposes, categories }) =>
    purposes.map((purpose) => [purpose, ...categories.toSorted()].join(' ')),
  )
  const ruled = rules.map(({ purpose, category, rule }) => [rule, purpose, category].join(' '))
  return JSON.stringify([[...new Set(abouts)].sort(), [...new Set(ruled)].sort()])
}

/** Named one by one up to `named`, and counted where they are more. */
function withKinds(
  title: string,
  keys: readonly string[],
  categories: readonly DeskCategory[],
  named: number,
): string {
  if (keys.length === 0) return title
  if (keys.length > named) return `${title}: ${String(keys.length)} kinds of content`
  return `${title}: ${listOf(keys.map((key) => titleOf(categories, key).toLowerCase()))}`
}

function titleOf(
  list: readonly { readonly key: string; readonly title: string }[],
  key: string,
): string {
  return list.find((each) => each.key === key)?.title ?? key
}

function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

import { canonicalJson } from '@assent/receipt'
import type { DigestOf } from '#lib/domain/consent/basis.ts'
import { findCategory, findPurpose, sourcesOf, type Catalogue } from './catalogue.ts'

/**
 * Digest of what the catalogue means by a question, apart from its wording, which the notice holds:
 * a change of it makes a yes stale (basis.ts). For a sharing category that is the category with
 * everything derived from it, so that another category added to the purpose leaves this answer
 * alone, while new data drawn from this one does not. Throws on a purpose that is not known.
 */
export function definitionDigest(
  catalogue: Catalogue,
  purposeKey: string,
  category: string | null,
  digestOf: DigestOf,
): string {
  const purpose = findPurpose(catalogue, purposeKey)
  if (!purpose) throw new Error(`unknown purpose ${purposeKey}`)
  const { key, kind, dpv } = purpose
  const categories = category === null ? purpose.categories : withDerived(catalogue, category)
  const definitions = categories.toSorted().map((each) => definitionOf(catalogue, each))
  return digestOf(
    new TextEncoder().encode(canonicalJson({ key, kind, dpv, categories: definitions })),
  )
}

function withDerived(catalogue: Catalogue, source: string): readonly string[] {
  const keys = catalogue.categories.map((category) => category.key)
  return keys.filter((key) => key === source || sourcesOf(catalogue, key).includes(source))
}

function definitionOf(catalogue: Catalogue, key: string) {
  const category = findCategory(catalogue, key)
  if (!category) throw new Error(`unknown category ${key}`)
  return { key, dpv: category.dpv, derivedFrom: category.derivedFrom.toSorted() }
}

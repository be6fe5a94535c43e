import { cache } from 'react'
import { appContext } from '#lib/context.ts'
import { findTermsText } from '#lib/queries/terms.ts'
import { versionNumber } from './version-number.ts'

/** A version's text; the title of a page and the page itself ask, the database is read once. */
export const termsTextOf = cache(async (document: string, version: string | null) => {
  const number = version === null ? null : versionNumber(version)
  if (version !== null && number === null) return null
  return findTermsText(document, number, await appContext())
})

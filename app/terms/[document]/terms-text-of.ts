import { cache } from 'react'
import { appContext } from '#lib/context.ts'
import { findTermsText } from '#lib/queries/terms.ts'

/** A version's text; the title of a page and the page itself ask, the database is read once. */
export const termsTextOf = cache(async (document: string, version: string | null) => {
  const number = version === null ? null : Number(version)
  // A number has one spelling, so that a version has one address.
  if (version !== null && !/^[1-9]\d{0,8}$/.test(version)) return null
  return findTermsText(document, number, await appContext())
})

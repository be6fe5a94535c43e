import { isLanguage, type Language } from '#lib/words/language.ts'
import { negotiateLanguage } from '#lib/words/negotiate-language.ts'

/** Set by proxy.ts on every request for a page, in the place of whatever a client sends. */
export const LANGUAGE_HEADER = 'x-assent-language'

/**
 * The language that a page is in. The notice of a meeting is for people who chose neither this portal nor its
 * language: `?language=`, or else what their browser asks for. Every other page is in English.
 */
export function pageLanguage(request: {
  readonly nextUrl: Pick<URL, 'pathname' | 'searchParams'>
  readonly headers: Pick<Headers, 'get'>
}): Language {
  const { pathname, searchParams } = request.nextUrl
  if (!NOTICE_PAGE.test(pathname)) return 'en'
  const named = searchParams.get('language')
  return isLanguage(named) ? named : negotiateLanguage(request.headers.get('accept-language'))
}

const NOTICE_PAGE = /^\/m\/[^/]+$/

import { isLanguage, LANGUAGES, type Language } from '#lib/words/language.ts'
import { negotiateLanguage } from '#lib/words/negotiate-language.ts'
import { HttpProblem } from './problem.ts'

/**
 * The language that a request wants its answer in: `?language=`, or else by Accept-Language. @throws HttpProblem
 * where the address names one that is not offered
 */
export function languageOf(request: Request): Language {
  const named = new URL(request.url).searchParams.get('language')
  if (named === null) return negotiateLanguage(request.headers.get('accept-language'))
  if (isLanguage(named)) return named
  const message = `One of ${LANGUAGES.join(', ')}.`
  throw new HttpProblem('input_invalid', { errors: [{ field: 'language', message }] })
}

/** What an answer says of its language (RFC 9110, sections 8.5 and 12.5.5). */
export function inLanguage(language: Language): Readonly<Record<string, string>> {
  return { 'content-language': language, vary: 'accept-language' }
}

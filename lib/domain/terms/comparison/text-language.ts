import type { ParsedTerms } from '../parse-terms.ts'

/** The language whose words `vocabulary.ts` knows. */
export const readLanguage = 'en'

/**
 * The language that a document is written in, told by the words that every text in a language has: a BCP 47
 * tag, `und` for one that is none of these, null where there is too little to tell.
 */
export function textLanguage(terms: ParsedTerms): string | null {
  const words =
    sampleOf(terms)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const latin = words.filter((word) => /^\p{Script=Latin}/u.test(word))
  if (latin.length < words.length / 2) return 'und'
  const counts = new Map<string, number>()
  for (const word of latin)
    for (const language of languagesOf.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1)
  const [best, second] = [...counts].sort((one, other) => other[1] - one[1])
  const isTelling =
    best !== undefined && best[1] > (second?.[1] ?? 0) && best[1] * 20 >= latin.length
  if (isTelling) return best[0]
  return latin.length < fewWords ? null : 'und'
}

/** A table or a page of headings can do without any of the words below. */
const fewWords = 80
const sampleLength = 12_000

/** Some of every clause, for a document may begin with another language's navigation. */
function sampleOf({ wordings }: ParsedTerms): string {
  const share = Math.max(120, Math.floor(sampleLength / Math.max(1, wordings.length)))
  let sample = ''
  for (const { words } of wordings) {
    sample += ` ${words.slice(0, share)}`
    if (sample.length > 2 * sampleLength) break
  }
  return sample
}

const common: Readonly<Record<string, string>> = {
  en: 'the of and to you your we our or is are that this for with any not may will by be as on from',
  de: 'der die das und zu sie ihr ihre wir unsere oder ist sind nicht mit von für den dem des ein eine im auf werden',
  fr: 'le la les et de vous votre vos nous notre nos ou est sont ne pas avec du des une un pour par dans que',
  es: 'el la los las y de usted su sus nuestro o es son no con del una un para por en que se al',
  it: 'il la i le gli e di lei suo nostro o è sono non con del della una un per da in che si al',
  pt: 'o a os as e de você seu sua nosso ou é são não com do da uma um para por em que se ao',
  nl: 'de het een en van u uw wij onze of is zijn dat dit voor met niet door worden aan op die te',
  pl: 'i w z na do nie jest są oraz lub że przez dla się jak od przy o nas',
  sv: 'och i att det som en på är av för med den till inte du vi eller ett kan har',
  da: 'og i at det som en på er af for med den til ikke du vi eller et kan har',
}

const languagesOf = Object.entries(common).reduce((byWord, [language, words]) => {
  for (const word of words.split(' ')) byWord.set(word, [...(byWord.get(word) ?? []), language])
  return byWord
}, new Map<string, string[]>())

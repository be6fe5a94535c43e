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
  const counts = new Map<string, number>()
  let latin = 0
  for (const word of words) {
    if (word.charCodeAt(0) < endOfLatin) latin++
    for (const language of languagesOf.get(word) ?? [])
      counts.set(language, (counts.get(language) ?? 0) + 1)
  }
  if (latin < words.length / 2) return 'und'
  return mostCounted(counts, latin / 20) ?? (latin < fewWords ? null : 'und')
}

/** The one that has more than all others, and at least so much. */
function mostCounted(counts: ReadonlyMap<string, number>, least: number): string | null {
  const [best, second] = [...counts].sort((one, other) => other[1] - one[1])
  return best !== undefined && best[1] >= least && best[1] > (second?.[1] ?? 0) ? best[0] : null
}

/** A table or a page of headings can do without any of the words below. */
const fewWords = 80
const sampleLength = 4_000
const endOfLatin = 0x250

/** Words from all over the text, which may begin with another language's navigation. */
function sampleOf({ wordings }: ParsedTerms): string {
  const step = Math.max(1, Math.floor(wordings.length / 40))
  let sample = ''
  for (let place = 0; place < wordings.length && sample.length < sampleLength; place += step)
    sample += ` ${wordings[place]?.words.slice(0, sampleLength / 10) ?? ''}`
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

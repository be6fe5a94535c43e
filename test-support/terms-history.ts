/** One record of an archive: its file name, and the document as it was recorded. */
export type TermsRecord = {
  readonly name: string
  readonly text: string
  readonly isNoise: boolean
}

/**
 * A history as public archives have them: the same terms recorded twice a day, with another token in every
 * link each time, a title that comes and goes, and a sentence that is rewritten `versions` - 1 times.
 */
export function* termsHistory({
  records,
  versions,
  bytes,
}: {
  readonly records: number
  readonly versions: number
  /** About how long each text is. */
  readonly bytes: number
}): Generator<TermsRecord> {
  const random = randomNumbers(7)
  const clauses = writeClauses(bytes, random)
  const begun = Date.UTC(2024, 10, 9)
  for (let record = 0; record < records; record++) {
    const version = Math.floor((record * versions) / records)
    const isNoise = record > 0 && version === Math.floor(((record - 1) * versions) / records)
    if (record > 0 && !isNoise) rewrite(clauses, random)
    const at = new Date(begun + record * TWICE_A_DAY).toISOString().slice(0, 19)
    const title = record % 5 > 2 ? '# Terms of the archive\n\n' : ''
    const token = Math.floor(random() * 1e9).toString(36)
    const text = title + clauses.map((clause) => formatClause(clause, token)).join('\n\n')
    yield { name: `${at.replaceAll(':', '-')}Z.md`, text: `${text}\n`, isNoise }
  }
}

const TWICE_A_DAY = 12 * 60 * 60 * 1000

type Clause = { readonly number: string; readonly title: string; readonly sentences: string[] }

function writeClauses(bytes: number, random: () => number): Clause[] {
  const clauses: Clause[] = []
  for (let length = 0; length < bytes;) {
    const [section, part] = [Math.floor(clauses.length / 5) + 1, clauses.length % 5]
    const number = part === 0 ? `${section}` : `${section}.${part}`
    const title = capitalised([word(random), word(random)].join(' '))
    const sentences = Array.from({ length: 6 }, () => sentence(random))
    clauses.push({ number, title, sentences })
    length += formatClause({ number, title, sentences }, 'xxxxxx').length + 2
  }
  return clauses
}

function rewrite(clauses: readonly Clause[], random: () => number): void {
  const sentences = clauses[Math.floor(random() * clauses.length)]?.sentences ?? []
  sentences[Math.floor(random() * sentences.length)] = sentence(random)
}

function formatClause({ number, title, sentences }: Clause, token: string): string {
  const link = `[our page about it](https://terms.example/${title.replace(' ', '-')}?user_id=${token})`
  return `**${number} ${title}.** ${sentences.join(' ')} See ${link}.`
}

function sentence(random: () => number): string {
  const length = 10 + Math.floor(random() * 16)
  return `${capitalised(Array.from({ length }, () => word(random)).join(' '))}.`
}

/** Some 3,400 words of two or three syllables, none of any language. */
function word(random: () => number): string {
  const syllable = () => syllables[Math.floor(random() * syllables.length)] ?? ''
  return random() < 0.9 ? syllable() + syllable() : syllable() + syllable() + syllable()
}

const syllables = 'ba ce di fo gu ha le mi no pu ra se ti vo zu'.split(' ')

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Park and Miller's, from 0 to 1: the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

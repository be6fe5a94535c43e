import { readdirSync, readFileSync } from 'node:fs'

/** How much of each clause a later version changes. */
export type Edits = 'light' | 'heavy' | 'rewritten'

type Chance = () => number

/** A contract of about `bytes` bytes in words of our own, and the version after it. The same each time. */
export function contractPair(bytes: number, edits: Edits): { from: string; to: string } {
  const chance = chanceFrom(bytes)
  const words = ownWords()
  const clauses: Clause[] = []
  for (let length = 0; length < bytes;) {
    const clause = clauseOf(clauses.length, words, chance)
    clauses.push(clause)
    length += printed(clause).length
  }
  const changed = clauses.map((clause, at) => change(clause, at, edits, words, chance))
  return { from: clauses.map(printed).join(''), to: changed.map(printed).join('') }
}

type Clause = { section: number; place: number; title: string; sentences: string[] }

const clausesPerSection = 6

function clauseOf(index: number, words: readonly string[], chance: Chance): Clause {
  return {
    section: Math.floor(index / clausesPerSection) + 1,
    place: (index % clausesPerSection) + 1,
    title: capital(pick(words, 2 + Math.floor(chance() * 3), chance).join(' ')),
    sentences: sentencesOf(words, chance),
  }
}

function printed({ section, place, title, sentences }: Clause): string {
  const heading = place === 1 ? `## ${section}. Section ${section}\n\n` : ''
  return `${heading}**${section}.${place} ${title}.** ${sentences.join(' ')}\n\n`
}

/** Light: one word in each thirtieth clause. Heavy: every tenth word. Rewritten: all, below the same title. */
function change(
  clause: Clause,
  at: number,
  edits: Edits,
  words: readonly string[],
  chance: Chance,
): Clause {
  if (edits === 'rewritten') return { ...clause, sentences: sentencesOf(words, chance) }
  const share = edits === 'heavy' ? 0.1 : at % 30 === 7 ? 0.02 : 0
  const sentences = clause.sentences.map((sentence) =>
    sentence
      .split(' ')
      .map((word) => (chance() < share ? (pick(words, 1, chance)[0] ?? word) : word))
      .join(' '),
  )
  return { ...clause, sentences }
}

function sentencesOf(words: readonly string[], chance: Chance): string[] {
  const count = 4 + Math.floor(chance() * 5)
  return Array.from({ length: count }, () => {
    const sentence = pick(words, 12 + Math.floor(chance() * 14), chance).join(' ')
    return `${capital(sentence)}.`
  })
}

/** Words as often as our own terms use them. */
function ownWords(): string[] {
  const texts = readdirSync('prisma/terms').map((name) =>
    readFileSync(`prisma/terms/${name}`, 'utf8'),
  )
  return (
    texts
      .join(' ')
      .toLowerCase()
      .match(/[a-z]+/g) ?? []
  )
}

function pick(words: readonly string[], count: number, chance: Chance): string[] {
  return Array.from({ length: count }, () => words[Math.floor(chance() * words.length)] ?? '')
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** A linear congruential generator (Numerical Recipes): good enough to make text. */
function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

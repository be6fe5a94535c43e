import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as fontkit from 'fontkit'
import type { Font } from 'fontkit'
import { unpackWoff } from './unpack-woff.ts'

/** How a run of text is set: the project's own typefaces, embedded so that a page looks the same anywhere. */
export type Face = keyof typeof faces

const faces = {
  serif: ['source-serif-4', '400-normal'],
  serifStrong: ['source-serif-4', '600-normal'],
  serifItalic: ['source-serif-4', '400-italic'],
  sans: ['source-sans-3', '400-normal'],
  sansStrong: ['source-sans-3', '600-normal'],
  mono: ['source-code-pro', '400-normal'],
} as const

/** A face comes in parts by script; what it lacks is looked for in those that have it, in any cut. */
const scripts = ['latin', 'latin-ext', 'greek', 'cyrillic', 'cyrillic-ext', 'vietnamese']
const others = [
  'noto-sans-hebrew/files/noto-sans-hebrew-hebrew-400-normal',
  'noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal',
]

/** One font for a run of characters. `name` tells fonts apart; characters that no font has are drawn as boxes. */
export type FaceRun = {
  readonly text: string
  readonly font: Font
  readonly name: string
  readonly isCovered: boolean
}

/** The text in runs of one font each, in its own order. */
export function faceRuns(text: string, face: Face): FaceRun[] {
  const runs: FaceRun[] = []
  for (const character of text) {
    const last = runs.at(-1)
    const name =
      last !== undefined && staysWith(character, last) ? last.name : nameOf(character, face)
    const isCovered = name !== ''
    const opened = fontNamed(isCovered ? name : partOf(face, 'latin'))
    if (last?.isCovered === isCovered && last.name === opened.name)
      runs[runs.length - 1] = { ...last, text: last.text + character }
    else runs.push({ text: character, isCovered, ...opened })
  }
  return runs
}

/** A space, a mark or a joiner stays with the letters before it, where their font has it. */
function staysWith(character: string, { font, isCovered }: FaceRun): boolean {
  const joins = /^[\s\p{M}\u200c\u200d]$/u.test(character)
  return joins && isCovered && font.hasGlyphForCodePoint(codeOf(character))
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

/** The first font that has the character; an empty name where none does. */
function nameOf(character: string, face: Face): string {
  const code = codeOf(character)
  const known = namesOf[face].get(code)
  if (known !== undefined) return known
  const names = [...scripts.map((script) => partOf(face, script)), ...others]
  const name = names.find((each) => fontNamed(each).font.hasGlyphForCodePoint(code)) ?? ''
  namesOf[face].set(code, name)
  return name
}

const namesOf: Readonly<Record<Face, Map<number, string>>> = {
  serif: new Map(),
  serifStrong: new Map(),
  serifItalic: new Map(),
  sans: new Map(),
  sansStrong: new Map(),
  mono: new Map(),
}

function partOf(face: Face, script: string): string {
  const [family, cut] = faces[face]
  return `${family}/files/${family}-${script}-${cut}`
}

const opened = new Map<string, { readonly font: Font; readonly name: string }>()

/** Each file is read once a process, and only when a text needs it. */
function fontNamed(name: string): { readonly font: Font; readonly name: string } {
  const known = opened.get(name)
  if (known !== undefined) return known
  const packed = readFileSync(resolve('node_modules/@fontsource', `${name}.woff`))
  const font = fontkit.create(Buffer.from(unpackWoff(packed)))
  if (!('hasGlyphForCodePoint' in font)) throw new Error(`${name} is a collection of fonts`)
  opened.set(name, { font, name })
  return { font, name }
}

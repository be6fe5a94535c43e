import { readFileSync } from 'node:fs'
import * as fontkit from 'fontkit'
import { expect, test } from 'vitest'
import { unpackWoff } from './unpack-woff.ts'

const path = 'node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff'

test('the unpacked font draws what the packed one draws', () => {
  const packed = fontkit.create(readFileSync(path))
  const font = fontkit.create(Buffer.from(unpackWoff(readFileSync(path))))
  if (!('layout' in packed) || !('layout' in font)) throw new Error('a collection')
  expect(font.postscriptName).toBe('SourceSans3-Regular')
  expect(font.characterSet).toEqual(packed.characterSet)
  const drawn = (each: typeof font) =>
    each.layout('Meeting summary, off').glyphs.map((glyph) => glyph.path.toSVG())
  expect(drawn(font)).toEqual(drawn(packed))
})

test('what is no WOFF file is refused', () => {
  expect(() => unpackWoff(new Uint8Array(64))).toThrow('not a WOFF file')
})

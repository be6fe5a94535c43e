import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import {
  encodeEntryBundle,
  encodeHashTile,
  entryBundlePath,
  parseEntryBundle,
  parseHashTile,
  parseTilePath,
  tilePath,
} from './tile.ts'

describe('the path of a tile', () => {
  test('is that of C2SP tlog-tiles', () => {
    expect(tilePath({ level: 0, index: 0, width: 256 })).toBe('tile/0/000')
    expect(tilePath({ level: 0, index: 1234067, width: 256 })).toBe('tile/0/x001/x234/067')
    expect(tilePath({ level: 2, index: 0, width: 1 })).toBe('tile/2/000.p/1')
    expect(tilePath({ level: 1, index: 1000, width: 17 })).toBe('tile/1/x001/000.p/17')
    expect(entryBundlePath({ index: 273, width: 112 })).toBe('tile/entries/273.p/112')
  })

  test('reads back, wherever the tile stands', () => {
    const coordinate = fc.record({
      level: fc.nat(63),
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    })
    fc.assert(
      fc.property(coordinate, ({ level, index, width }) => {
        const hashes = parseTilePath(tilePath({ level, index, width }))
        expect(hashes).toEqual({ kind: 'hashes', level, index, width })
        const entries = parseTilePath(entryBundlePath({ index, width }))
        expect(entries).toEqual({ kind: 'entries', index, width })
      }),
    )
  })

  const refused = [
    'tile/0/0',
    'tile/0/67',
    'tile/0/0067',
    'tile/0/x000/067',
    'tile/0/x000/x001/067',
    'tile/0/001/067',
    'tile/0/x001/x067',
    'tile/0/x001',
    'tile/00/067',
    'tile/64/067',
    'tile/-1/067',
    'tile/data/067',
    'tile/0/067.p/0',
    'tile/0/067.p/256',
    'tile/0/067.p/05',
    'tile/0/067.p/',
    'tile/0/067.p',
    'tile/0/067/',
    '/tile/0/067',
    'tile/0/067\n',
    'tile/0/x999/x999/x999/x999/x999/999',
    '',
  ]
  for (const path of refused) {
    test(`is not ${JSON.stringify(path)}`, () => {
      expect(() => parseTilePath(path)).toThrow(FormatError)
    })
  }
})

describe('a hash tile', () => {
  const hashes = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte))

  test('is its hashes one after the other', () => {
    const bytes = encodeHashTile(hashes)
    expect(bytes).toHaveLength(96)
    expect(parseHashTile(bytes, 3)).toEqual(hashes)
  })

  test('has exactly the width it claims, of whole hashes', () => {
    const bytes = encodeHashTile(hashes)
    expect(() => parseHashTile(bytes, 2)).toThrow(FormatError)
    expect(() => parseHashTile(bytes, 4)).toThrow(FormatError)
    expect(() => parseHashTile(bytes.subarray(1), 3)).toThrow(FormatError)
    expect(() => encodeHashTile([new Uint8Array(31)])).toThrow(FormatError)
  })
})

describe('an entry bundle', () => {
  test('is each entry behind its length', () => {
    const bytes = encodeEntryBundle([Buffer.from('ab'), new Uint8Array(), Buffer.from('c')])
    expect([...bytes]).toEqual([0, 2, 0x61, 0x62, 0, 0, 0, 1, 0x63])
  })

  test('reads back', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 20 })
    fc.assert(
      fc.property(entries, (list) => {
        const bundle = Buffer.concat([Buffer.of(7), encodeEntryBundle(list)]).subarray(1)
        expect(parseEntryBundle(bundle, list.length).map((each) => [...each])).toEqual(
          list.map((each) => [...each]),
        )
      }),
    )
  })

  test('is refused where it is cut or has another width', () => {
    const bytes = encodeEntryBundle([Buffer.from('ab'), Buffer.from('cde')])
    for (let length = 1; length < bytes.length; length++) {
      expect(() => parseEntryBundle(bytes.subarray(0, length), 2)).toThrow(FormatError)
    }
    expect(() => parseEntryBundle(bytes, 1)).toThrow(FormatError)
    expect(() => parseEntryBundle(bytes, 3)).toThrow(FormatError)
  })

  test('holds entries of up to 65,535 bytes', () => {
    const entry = new Uint8Array(0xffff).fill(9)
    expect(parseEntryBundle(encodeEntryBundle([entry]), 1)).toEqual([entry])
    expect(() => encodeEntryBundle([new Uint8Array(0x10000)])).toThrow(FormatError)
  })
})

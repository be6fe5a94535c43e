import { deflateRawSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { isZip, readZip, type ZipFile } from './read-zip.ts'
import { mockZip, type Lie } from './testdata/mock-zip.ts'

const LIMITS = { filesMax: 16, bytesMax: 10_000 }
const TERMS = { path: 'terms/service-2.md', bytes: Buffer.from('# Terms\n'.repeat(40)) }
const SALT = { path: 'salt', bytes: Buffer.alloc(32, 0x5a) }
const FILES = [SALT, TERMS]

const path = fc.stringMatching(/^[a-z0-9]{1,8}(\/[a-z0-9]{1,8}){0,2}$/)
const bytes = fc.uint8Array({ maxLength: 300 })
const someFiles = fc
  .uniqueArray(fc.record({ path, bytes }), { selector: (file) => file.path, maxLength: 8 })
  .map((files) => files.map((file) => ({ path: file.path, bytes: Buffer.from(file.bytes) })))

describe('a zip is read', () => {
  test.each([
    ['as node:zlib inflates it', nodeCrypto],
    ['as a browser inflates it', {}],
  ])('whatever is in it, %s', (_how, crypto) => {
    const behind = fc.constantFrom(undefined, 'signed', 'bare')
    fc.assert(
      fc.property(someFiles, fc.boolean(), behind, (files, stored, behind) => {
        const lie: Lie = { stored, ...(behind === undefined ? {} : { behind }) }
        const zip = mockZip(files, Object.fromEntries(files.map(({ path }) => [path, lie])))
        expect(plain(readZip(zip, LIMITS, crypto))).toEqual(plain(files))
      }),
    )
  })

  test('as the portal writes it', () => {
    const zip = zipSync({
      'VERIFY.txt': strToU8('How to'),
      'terms/a-1.md': strToU8('é'.repeat(99)),
    })
    expect(readZip(zip, LIMITS, nodeCrypto).map(({ path }) => path)).toEqual([
      'VERIFY.txt',
      'terms/a-1.md',
    ])
  })

  test('with names in UTF-8, and with fields that say nothing of size or name', () => {
    const named = { path: 'terms/bedingungen–2.md', bytes: TERMS.bytes }
    const time = Buffer.from('5554050001aabbccdd', 'hex')
    const zip = mockZip([named], { [named.path]: { local: { extra: time } } })
    expect(plain(readZip(zip, LIMITS, nodeCrypto))).toEqual(plain([named]))
  })

  test('at an offset of a larger buffer', () => {
    const zip = mockZip(FILES)
    const larger = Buffer.concat([Buffer.alloc(7), zip, Buffer.alloc(3)])
    const inside = larger.subarray(7, 7 + zip.length)
    expect(plain(readZip(inside, LIMITS, nodeCrypto))).toEqual(plain(FILES))
  })
})

describe('what programs read differently, or none should read, is refused with its reason', () => {
  const lying = (lie: Lie, files: readonly ZipFile[] = FILES) =>
    mockZip(files, { [TERMS.path]: lie })
  const named = (path: string, both = {}) =>
    mockZip([SALT, { ...TERMS, path }], { [path]: { both } })
  const whole = mockZip(FILES)
  const otherName = Buffer.from('terms/service-3.md')
  const zip64 = Buffer.from('0100040000000000', 'hex')
  const bomb = deflateRawSync(Buffer.alloc(50_000_000))

  const refused: Record<string, [zip: Buffer, reason: RegExp]> = {
    'nothing at all': [Buffer.alloc(0), /cut short/],
    'its first half': [whole.subarray(0, whole.length / 2), /cut short/],
    'bytes before it': [Buffer.concat([Buffer.from('#!'), whole]), /directory is not where/],
    'bytes before it, with an end that knows': [
      Buffer.concat([Buffer.from('#!'), whole.subarray(0, -6), shifted(whole, 2)]),
      /a header in it is broken|belong to no file/,
    ],
    'bytes behind it': [Buffer.concat([whole, Buffer.of(0)]), /bytes stand behind/],
    'a comment': [Buffer.concat([whole.subarray(0, -2), Buffer.from('\x01\0!')]), /behind its end/],
    'bytes between its files': [
      Buffer.concat([whole.subarray(0, 0), gap(FILES)]),
      /belong to no file/,
    ],
    'a path out of its folder': [named('terms/../../x'), /leads out of its folder/],
    'a path to here': [named('./x'), /leads out of its folder/],
    'an absolute path': [named('/etc/passwd'), /root of a disk/],
    'a path to a drive': [named('c:/x'), /root of a disk/],
    'a path with a backslash': [named('..\\x'), /a character that no name may/],
    'a path with a zero': [named('salt\0.md'), /a character that no name may/],
    'a path that reads backwards': [named('x\u202egpj.exe'), /a character that no name may/],
    'a path without end': [named('x'.repeat(201)), /too long/],
    'a folder': [named('terms/'), /a folder/],
    'a file without a name': [named(''), /without a name/],
    'a name that is not UTF-8': [
      named('x', { name: Buffer.from([0x74, 0xff]) }),
      /name in it is not UTF-8/,
    ],
    'a name in letters that nothing names': [
      named('bedingungen–2', { flags: 0 }),
      /name in it is not UTF-8/,
    ],
    'a name twice': [mockZip([SALT, TERMS, SALT]), /twice/],
    'two names that differ in case alone': [
      mockZip([SALT, TERMS, { ...SALT, path: 'SALT' }]),
      /twice/,
    ],
    'a link': [lying({ directory: { attributes: 0xa1ff_0000 } }), /a link/],
    'an encrypted file': [lying({ both: { flags: 1 } }), /encrypted/],
    'a hidden header': [lying({ both: { flags: 0x2000 } }), /encrypted/],
    'a flag of no meaning': [lying({ both: { flags: 0x8000 } }), /packed in a way/],
    'another way to pack': [lying({ both: { method: 12 } }), /packed in a way/],
    'a later version': [lying({ both: { needed: 45 } }), /packed in a way/],
    'a size of zip64': [lying({ both: { size: 0xffff_ffff } }), /zip64/],
    'a field of zip64': [lying({ local: { extra: zip64 } }), /zip64/],
    'a count of zip64': [mockZip(FILES, {}, { count: 0xffff }), /zip64/],
    'a second name': [lying({ local: { extra: Buffer.from('75700000', 'hex') } }), /second name/],
    'a field that is broken': [lying({ both: { extra: Buffer.of(1, 2, 3) } }), /header .* broken/],
    'a local header of another name': [lying({ local: { name: otherName } }), /something else/],
    'a local header of another time': [lying({ local: { modified: 0 } }), /something else/],
    'a local header of another size': [lying({ local: { size: 1 } }), /something else/],
    'a local header of another checksum': [lying({ local: { crc: 1 } }), /something else/],
    'a local header with other flags': [lying({ local: { flags: 0x0802 } }), /something else/],
    'a local header of another way': [lying({ local: { method: 0 } }), /something else/],
    'sizes behind that disagree': [
      lying({ behind: 'signed', sizesBehind: { size: 1 } }),
      /something else/,
    ],
    'a checksum behind that disagrees': [
      lying({ behind: 'bare', sizesBehind: { crc: 1 } }),
      /something else/,
    ],
    'files that overlap': [lying({ directory: { offset: 0 } }), /overlap/],
    'a directory in another order': [reordered(), /belong to no file|another order/],
    'a file that reaches into the directory': [lying({ both: { packedSize: 300 } }), /overlap/],
    'more files than there can be': [
      mockZip(Array.from({ length: 17 }, (_, i) => ({ ...SALT, path: String(i) }))),
      /more files/,
    ],
    'more files than it says': [mockZip(FILES, {}, { count: 1 }), /holds more than it says/],
    'fewer files than it says': [mockZip(FILES, {}, { count: 3 }), /broken|cut short|not where/],
    'a directory elsewhere': [mockZip(FILES, {}, { start: 3 }), /not where it says/],
    'a checksum that is wrong': [lying({ both: { crc: 1 } }), /was changed/],
    'a size that is too small': [lying({ both: { size: 319 } }), /more than it says/],
    'a size that is too large': [lying({ both: { size: 321 } }), /less than it says/],
    'a stored file of another size': [
      lying({ stored: true, both: { size: 9 } }),
      /longer or shorter/,
    ],
    'bytes behind a deflated file': [
      lying({ packed: (packed) => Buffer.concat([packed, Buffer.of(0)]) }),
      /more than it unpacks to/,
    ],
    'a bomb that says so': [
      lying({ packed: () => bomb, both: { size: 50_000_000 } }),
      /unpacks to more than any receipt/,
    ],
    'a bomb that lies': [lying({ packed: () => bomb }), /more than it says/],
    'many files that are a bomb together': [
      mockZip(
        Array.from({ length: 11 }, (_, i) => ({ path: String(i), bytes: Buffer.alloc(1_000) })),
      ),
      /unpacks to more than any receipt/,
    ],
  }

  test.each(Object.entries(refused))('%s', (_what, [zip, reason]) => {
    for (const crypto of [nodeCrypto, {}])
      expect(() => readZip(zip, LIMITS, crypto)).toThrow(reason)
    expect(() => readZip(zip, LIMITS, nodeCrypto)).toThrow(FormatError)
  })
})

test('any byte changed is refused, or leaves the files as they are', () => {
  const zip = mockZip(FILES, { salt: { stored: true }, [TERMS.path]: { behind: 'signed' } })
  for (let at = 0; at < zip.length; at++) {
    for (const bit of [1, 0x80]) {
      const changed = Buffer.from(zip)
      changed[at]! ^= bit
      expect(['refused', String(plain(FILES))]).toContain(outcome(changed))
    }
  }
})

test('whatever bytes come, it is refused or read, and never throws anything else', () => {
  const zip = mockZip(FILES)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(zip.length), (bytes, at) => {
      outcome(bytes)
      outcome(Buffer.concat([zip.subarray(0, at), bytes, zip.subarray(at + bytes.length)]))
      outcome(Buffer.concat([zip.subarray(0, at), bytes, zip.subarray(at)]))
    }),
  )
})

test('a zip is told by its beginning or by its end', () => {
  const zip = mockZip(FILES)
  expect([zip, zip.subarray(0, 9), zip.subarray(9)].map(isZip)).toEqual([true, true, true])
  expect([Buffer.from('{}'), Buffer.alloc(0), Buffer.from('PK')].map(isZip)).toEqual([
    false,
    false,
    false,
  ])
})

function outcome(zip: Uint8Array): string {
  try {
    return String(plain(readZip(zip, LIMITS, nodeCrypto)))
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
    return 'refused'
  }
}

function plain(files: readonly ZipFile[]): string[] {
  return files.map(({ path, bytes }) => `${path} ${Buffer.from(bytes).toString('hex')}`)
}

/** The last six bytes of a zip that says of its directory that it begins later. */
function shifted(zip: Buffer, by: number): Buffer {
  const end = Buffer.from(zip.subarray(-6))
  end.writeUInt32LE(end.readUInt32LE(0) + by, 0)
  return end
}

/** A zip of which the second file begins a byte late. */
function gap(files: readonly ZipFile[]): Buffer {
  const zip = mockZip(files)
  const at = zip.indexOf('PK\x03\x04', 1, 'latin1')
  const late = Buffer.concat([zip.subarray(0, at), Buffer.of(0), zip.subarray(at)])
  const second = late.lastIndexOf('PK\x01\x02', late.length, 'latin1')
  late.writeUInt32LE(at + 1, second + 42)
  late.writeUInt32LE(late.readUInt32LE(late.length - 6) + 1, late.length - 6)
  return late
}

/** A zip whose directory names its second file first. */
function reordered(): Buffer {
  const zip = mockZip(FILES)
  const first = zip.indexOf('PK\x01\x02', 0, 'latin1')
  const second = zip.indexOf('PK\x01\x02', first + 1, 'latin1')
  const end = zip.length - 22
  const parts = [zip.subarray(0, first), zip.subarray(second, end), zip.subarray(first, second)]
  return Buffer.concat([...parts, zip.subarray(end)])
}

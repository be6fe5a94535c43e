import { calculateJwkThumbprint } from 'jose'
import { describe, expect, test } from 'vitest'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import {
  formatReceiptKeyCertificate,
  issueReceiptKeyCertificate,
  keyThumbprint,
  parseReceiptKeyCertificate,
} from './receipt-key-certificate.ts'
import { openNote } from './signed-note.ts'
import { mockKey } from './testdata/mock-key.ts'
import { mockVkey } from './testdata/mock-receipt.ts'
import { parseVerifierKey } from './verifier-key.ts'

const { publicKey } = mockKey(2)
const VALID_FROM = '2026-03-02T09:15:04Z'
const TEXT = formatReceiptKeyCertificate({ publicKey, validFrom: VALID_FROM }, nodeCrypto)
const lines = TEXT.split('\n')

describe('the thumbprint of a key', () => {
  test('is that of RFC 8037, appendix A.3', () => {
    const x = Buffer.from('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo', 'base64url')
    expect(keyThumbprint(x, nodeCrypto)).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k')
  })

  test('is what jose computes', async () => {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x: Buffer.from(publicKey).toString('base64url') }
    expect(keyThumbprint(publicKey, nodeCrypto)).toBe(await calculateJwkThumbprint(jwk))
  })
})

describe('a certificate of the receipt key', () => {
  test('is four lines', () => {
    const kid = keyThumbprint(publicKey, nodeCrypto)
    const key = Buffer.from(publicKey).toString('base64')
    expect(TEXT).toBe(`assent-receipt-key/v1\n${kid}\n${key}\n${VALID_FROM}\n`)
    expect(parseReceiptKeyCertificate(TEXT, nodeCrypto)).toEqual({
      kid,
      publicKey,
      validFrom: VALID_FROM,
      validUntil: null,
      revokedAt: null,
    })
  })

  test('of a key that has an end is five lines, and of a revoked one six', () => {
    const [, kid, key] = lines
    const ended = { publicKey, validFrom: VALID_FROM, validUntil: '2027-01-01T00:00:00Z' }
    const five = `assent-receipt-key/v2\n${kid}\n${key}\n${VALID_FROM}\n2027-01-01T00:00:00Z\n`
    expect(formatReceiptKeyCertificate(ended, nodeCrypto)).toBe(five)
    expect(formatReceiptKeyCertificate({ ...ended, revokedAt: null }, nodeCrypto)).toBe(five)
    expect(formatReceiptKeyCertificate({ ...ended, revokedAt: 0 }, nodeCrypto)).toBe(`${five}0\n`)
    const revoked = { kid, ...ended, revokedAt: 1234 }
    expect(parseReceiptKeyCertificate(`${five}1234\n`, nodeCrypto)).toEqual(revoked)
    expect(parseReceiptKeyCertificate(five, nodeCrypto)).toEqual({ ...revoked, revokedAt: null })
  })

  test('is issued as a note that the ledger signs', () => {
    const ledger = parseVerifierKey(mockVkey('meet.example/ledger', 1, 'ed25519'), nodeCrypto)
    const certificate = { publicKey, validFrom: VALID_FROM }
    const note = issueReceiptKeyCertificate(certificate, ledger, mockKey(1).sign, nodeCrypto)
    expect(openNote(note, [ledger], nodeCrypto)).toMatchObject({ ok: true, text: TEXT })
  })

  const refused: Record<string, string> = {
    'another header': TEXT.replace('/v1', '/v2'),
    'a line too many': `${TEXT}more\n`,
    'a line too few': lines.slice(0, 3).join('\n') + '\n',
    'no newline at its end': TEXT.slice(0, -1),
    'an empty line at its end': `${TEXT}\n`,
    "another key's thumbprint": TEXT.replace(
      lines[1] ?? '',
      keyThumbprint(mockKey(3).publicKey, nodeCrypto),
    ),
    'another key': TEXT.replace(
      lines[2] ?? '',
      Buffer.from(mockKey(3).publicKey).toString('base64'),
    ),
    'a key of 31 bytes': TEXT.replace(lines[2] ?? '', Buffer.alloc(31).toString('base64')),
    'a key in URL-safe base64': TEXT.replace(
      lines[2] ?? '',
      Buffer.from(publicKey).toString('base64url'),
    ),
    milliseconds: TEXT.replace('04Z', '04.000Z'),
    'a day that does not exist': TEXT.replace('03-02', '02-30'),
    'a time with an offset': TEXT.replace('04Z', '04+01:00'),
    'an end, of version 1': `${TEXT}2027-01-01T00:00:00Z\n`,
    'an end before its beginning': `${TEXT.replace('/v1', '/v2')}2026-03-02T09:15:03Z\n`,
    'an end in milliseconds': `${TEXT.replace('/v1', '/v2')}2027-01-01T00:00:00.000Z\n`,
    'a revocation and no end': `${TEXT.replace('/v1', '/v2')}1234\n`,
    'an index with a leading zero': `${TEXT.replace('/v1', '/v2')}2027-01-01T00:00:00Z\n01\n`,
    'an index below zero': `${TEXT.replace('/v1', '/v2')}2027-01-01T00:00:00Z\n-1\n`,
    'a line behind the index': `${TEXT.replace('/v1', '/v2')}2027-01-01T00:00:00Z\n1\n2\n`,
  }
  for (const [name, text] of Object.entries(refused)) {
    test(`is not a text with ${name}`, () => {
      expect(() => parseReceiptKeyCertificate(text, nodeCrypto)).toThrow(FormatError)
    })
  }

  test('is not written with what could not be read', () => {
    const short = publicKey.subarray(1)
    expect(() =>
      formatReceiptKeyCertificate({ publicKey: short, validFrom: VALID_FROM }, nodeCrypto),
    ).toThrow(FormatError)
    expect(() =>
      formatReceiptKeyCertificate({ publicKey, validFrom: '2026-03-02' }, nodeCrypto),
    ).toThrow(FormatError)
    expect(() =>
      formatReceiptKeyCertificate({ publicKey, validFrom: VALID_FROM, revokedAt: 7 }, nodeCrypto),
    ).toThrow(FormatError)
  })
})

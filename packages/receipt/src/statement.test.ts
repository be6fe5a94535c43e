import { compactVerify, importJWK } from 'jose'
import { describe, expect, test } from 'vitest'
import { canonicalJson } from './canonical-json.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { keyThumbprint } from './receipt-key-certificate.ts'
import {
  assembleJws,
  digestSri,
  parseStatement,
  signStatement,
  STATEMENT_KINDS,
  statementSigningInput,
} from './statement.ts'
import { mockKey } from './testdata/mock-key.ts'
import { mockCredential, TEXTS } from './testdata/mock-receipt.ts'

const { publicKey, sign } = mockKey(2)
const KID = keyThumbprint(publicKey, nodeCrypto)
const CREDENTIAL = mockCredential()
const JWT = signStatement(CREDENTIAL, KID, sign)

describe('a signed statement', () => {
  test('reads back: who signed it, what it is and what it says', () => {
    const statement = parseStatement(JWT)
    expect(statement).toMatchObject({ kid: KID, kind: 'ConsentReceipt', credential: CREDENTIAL })
    const { signingInput, signature } = statement
    expect(`${signingInput}.${Buffer.from(signature).toString('base64url')}`).toBe(JWT)
  })

  test('is a JWS that jose verifies, with a header and a payload in canonical JSON', async () => {
    const x = Buffer.from(publicKey).toString('base64url')
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA')
    const { payload, protectedHeader } = await compactVerify(JWT, key)
    expect(protectedHeader).toEqual({ alg: 'EdDSA', cty: 'vc', kid: KID, typ: 'vc+jwt' })
    expect(Buffer.from(payload).toString()).toBe(canonicalJson(CREDENTIAL))
    const [header = ''] = JWT.split('.')
    expect(Buffer.from(header, 'base64url').toString()).toBe(
      `{"alg":"EdDSA","cty":"vc","kid":"${KID}","typ":"vc+jwt"}`,
    )
  })

  test('may be of each kind, and rest on no text', () => {
    for (const kind of STATEMENT_KINDS) {
      const credential = mockCredential({ type: ['VerifiableCredential', kind] }, [])
      expect(parseStatement(signStatement(credential, KID, sign)).kind).toBe(kind)
    }
  })

  test('is put together from its signing input and a signature of 64 bytes', () => {
    const input = statementSigningInput(CREDENTIAL, KID)
    expect(assembleJws(input, sign(Buffer.from(input)))).toBe(JWT)
    expect(() => assembleJws(input, new Uint8Array(63))).toThrow(FormatError)
  })

  test('names a text by the digest of its UTF-8 bytes', () => {
    expect(digestSri('', nodeCrypto)).toBe('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')
    expect(() => digestSri('\ud800', nodeCrypto)).toThrow(FormatError)
    expect(CREDENTIAL.relatedResource).toHaveLength(TEXTS.length)
  })
})

describe('a credential that no verifier would take is not signed, and not read', () => {
  const resource = CREDENTIAL.relatedResource?.[0]
  const changed: Record<string, object> = {
    'another context first': { '@context': ['https://meet.example/v1'] },
    'a context that is no list': { '@context': 'https://www.w3.org/ns/credentials/v2' },
    'an id that is no UUID': { id: 'https://meet.example/receipts/1' },
    'a UUID in capitals': { id: CREDENTIAL.id.toUpperCase().replace('URN:UUID', 'urn:uuid') },
    'no second type': { type: ['VerifiableCredential'] },
    'three types': { type: [...CREDENTIAL.type, 'Other'] },
    'an unknown kind': { type: ['VerifiableCredential', 'Diploma'] },
    'its types the other way round': { type: [...CREDENTIAL.type].reverse() },
    'an issuer that is no URL': { issuer: 'Northwind' },
    'an issuer that is an object': { issuer: { id: 'https://meet.example/' } },
    'an instant with an offset': { validFrom: '2026-03-02T09:15:04+01:00' },
    'no instant': { validFrom: undefined },
    'a subject that is a list': { credentialSubject: [] },
    'a subject that is null': { credentialSubject: null },
    'an empty list of texts': { relatedResource: [] },
    'a text without a digest': { relatedResource: [{ id: 'a', mediaType: 'text/plain' }] },
    'a text with a member too many': { relatedResource: [{ ...resource, size: 1 }] },
    'a digest of another kind': { relatedResource: [{ ...resource, digestSRI: 'sha512-AA==' }] },
    'a digest of another length': { relatedResource: [{ ...resource, digestSRI: 'sha256-AA==' }] },
    'a digest that is not strict base64': {
      relatedResource: [{ ...resource, digestSRI: resource?.digestSRI.replace('=', '') }],
    },
    'a member that is not known': { validUntil: '2027-01-01T00:00:00Z' },
    'a member of every object': { toString: 'x' },
  }
  for (const [name, change] of Object.entries(changed)) {
    test(name, () => {
      const credential = { ...CREDENTIAL, ...change }
      expect(() => statementSigningInput(credential, KID)).toThrow(FormatError)
      const payload = JSON.parse(JSON.stringify(credential)) as unknown
      expect(() => parseStatement(jws({ payload: canonicalJson(payload) }))).toThrow(FormatError)
    })
  }
})

describe('a JWS that is not exactly what is signed is not read', () => {
  const payload = canonicalJson(CREDENTIAL)
  const header = `{"alg":"EdDSA","cty":"vc","kid":"${KID}","typ":"vc+jwt"}`

  test('but exactly that is', () => {
    expect(parseStatement(jws({ header, payload })).kid).toBe(KID)
  })

  const refused: Record<string, string> = {
    'of another algorithm': jws({ header: header.replace('EdDSA', 'none'), payload }),
    'with a header member too many': jws({ header: header.replace('{', '{"aaa":1,'), payload }),
    'with a header member too few': jws({ header: header.replace('"cty":"vc",', ''), payload }),
    'with its header in another order': jws({
      header: `{"typ":"vc+jwt","alg":"EdDSA","cty":"vc","kid":"${KID}"}`,
      payload,
    }),
    'with white space in its header': jws({ header: `${header} `, payload }),
    'with a newline behind its header': jws({ header: `${header}\n`, payload }),
    'with a kid that is no thumbprint': jws({ header: header.replace(KID, 'key-1'), payload }),
    'with a kid in its header twice': jws({
      header: header.replace('"typ"', `"kid":"${KID}","typ"`),
      payload,
    }),
    'with white space in its payload': jws({ header, payload: payload.replace('{', '{ ') }),
    'with a payload in another order': jws({ header, payload: JSON.stringify(CREDENTIAL) + ' ' }),
    'with a payload that is no object': jws({ header, payload: '[]' }),
    'with a payload that is null': jws({ header, payload: 'null' }),
    'with a payload that is not JSON': jws({ header, payload: 'hello' }),
    'of two parts': JWT.split('.').slice(0, 2).join('.'),
    'of four parts': `${JWT}.`,
    'with padding': `${JWT}==`,
    'with a signature of 63 bytes': jws({ header, payload, signature: new Uint8Array(63) }),
    'with nothing in it': '',
  }
  for (const [name, jwt] of Object.entries(refused)) {
    test(name, () => {
      expect(() => parseStatement(jwt)).toThrow(FormatError)
    })
  }

  test('and no kid that is not a thumbprint is signed', () => {
    expect(() => statementSigningInput(CREDENTIAL, 'key-1')).toThrow(FormatError)
  })
})

/** A JWS of any text, by no key. */
function jws(parts: { header?: string; payload?: string; signature?: Uint8Array }): string {
  const {
    header = `{"alg":"EdDSA","cty":"vc","kid":"${KID}","typ":"vc+jwt"}`,
    payload = '{}',
    signature = new Uint8Array(64),
  } = parts
  return [header, payload, signature]
    .map((part) => Buffer.from(part as string).toString('base64url'))
    .join('.')
}

import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { decodeBase64, encodeBase64 } from './base64.ts'
import { concatBytes } from './bytes.ts'
import type { Sign } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import { verifierKey, type VerifierKey } from './verifier-key.ts'

export type WitnessKey = { readonly verifierKey: VerifierKey; readonly sign: Sign }

/**
 * The witness's key out of its file, which is made where there is none: readable by its owner only, in
 * the form that Go's note package gives private keys.
 * @param name of a new key; null where there must be one already
 * @throws FormatError for a file that is none, or that holds the key of another name
 */
export function openWitnessKey(path: string, name: string | null): WitnessKey {
  if (!existsSync(path)) {
    if (name === null) throw new FormatError(`there is no key in ${path}: name a new one by --name`)
    // `wx`: of two that start at once one mints, and the other fails rather than sign by a lost key.
    writeFileSync(path, mint(name), { flag: 'wx', mode: 0o600, flush: true })
  }
  const key = parse(readFileSync(path, 'utf8'))
  if (name !== null && name !== key.verifierKey.name)
    throw new FormatError(`${path} is the key of ${key.verifierKey.name}, and not of ${name}`)
  return key
}

/** The type byte of a key that cosigns (C2SP tlog-cosignature). */
const COSIGNATURE_TYPE = 0x04
/** Of PKCS #8 around the 32 bytes of an Ed25519 seed (RFC 8410, section 7). */
const SEED_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

function mint(name: string): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { d = '' } = privateKey.export({ format: 'jwk' })
  const seed = Buffer.from(d, 'base64url')
  const { keyId } = keyOf(name, seed).verifierKey
  const material = encodeBase64(concatBytes(Uint8Array.of(COSIGNATURE_TYPE), seed))
  return `PRIVATE+KEY+${name}+${keyId}+${material}\n`
}

function parse(text: string): WitnessKey {
  const parts = /^PRIVATE\+KEY\+([^+\n]+)\+([0-9a-f]{8})\+([^\n]+)\n?$/.exec(text)
  const [, name = '', keyId, material = ''] = parts ?? []
  const [type, ...seed] = parts === null ? [] : decodeBase64(material)
  if (type !== COSIGNATURE_TYPE || seed.length !== 32)
    throw new FormatError('the key file does not hold the key of a witness')
  const key = keyOf(name, Buffer.from(seed))
  if (key.verifierKey.keyId !== keyId)
    throw new FormatError('the id in the key file is not that of its key')
  return key
}

function keyOf(name: string, seed: Buffer): WitnessKey {
  const key = Buffer.concat([SEED_PREFIX, seed])
  const privateKey = createPrivateKey({ key, format: 'der', type: 'pkcs8' })
  const { x = '' } = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(x, 'base64url'))
  return {
    verifierKey: verifierKey(name, publicKey, 'cosignature', nodeCrypto),
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

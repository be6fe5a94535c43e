import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { keyThumbprint } from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'

/** An Ed25519 key whose private half stays in this process. */
export type SigningKey = {
  /** RFC 7638 thumbprint, base64url. */
  readonly id: string
  /** 32 bytes. */
  readonly publicKey: Uint8Array
  readonly sign: (message: Uint8Array) => Uint8Array
}

/** Makes a key and keeps it in `folder` as `<id>.pem`, readable by its owner only. */
export function mintKey(folder: string): SigningKey {
  const { privateKey } = generateKeyPairSync('ed25519')
  const key = signingKey(privateKey)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = pathOf(folder, key.id)
  // Renamed into place whole: a process that stops here leaves no half a key behind.
  writeFileSync(`${path}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 })
  renameSync(`${path}.new`, path)
  return key
}

/** The key of that id, or null where the folder does not hold it. */
export function findKey(folder: string, id: string): SigningKey | null {
  const path = pathOf(folder, id)
  return existsSync(path) ? signingKey(createPrivateKey(readFileSync(path))) : null
}

function pathOf(folder: string, id: string): string {
  return join(folder, `${id}.pem`)
}

function signingKey(privateKey: KeyObject): SigningKey {
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const publicKey = new Uint8Array(Buffer.from(x ?? '', 'base64url'))
  return {
    id: keyThumbprint(publicKey, nodeCrypto),
    publicKey,
    sign: (message) => new Uint8Array(sign(null, message, privateKey)),
  }
}

import { concatBytes } from './bytes.ts'
import type { Sign } from './crypto.ts'
import { FormatError } from './format-error.ts'
import { encodeUtf8 } from './utf8.ts'

/** What a witness's signature line holds after the key id (C2SP tlog-cosignature, Ed25519). */
export type Cosignature = {
  /** POSIX seconds: when the witness saw the checkpoint, by its own clock. */
  readonly time: number
  /** 64 bytes, over `cosignedMessage`. */
  readonly signature: Uint8Array
}

const COSIGNATURE_LENGTH = 8 + 64

/** Null for bytes that are no timestamped Ed25519 signature. */
export function parseCosignature(bytes: Uint8Array): Cosignature | null {
  if (bytes.length !== COSIGNATURE_LENGTH) return null
  const time = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0))
  if (!Number.isSafeInteger(time)) return null
  return { time, signature: bytes.subarray(8) }
}

/** What a witness says that it saw a checkpoint at `time`, in POSIX seconds: never 0, which would say no time. */
export function cosign(checkpointText: string, time: number, sign: Sign): Uint8Array {
  if (!Number.isSafeInteger(time) || time < 1) throw new FormatError('a cosignature has a time')
  const signature = sign(cosignedMessage(checkpointText, time))
  return encodeCosignature({ time, signature })
}

export function encodeCosignature({ time, signature }: Cosignature): Uint8Array {
  const timestamp = new DataView(new ArrayBuffer(8))
  timestamp.setBigUint64(0, BigInt(time))
  return concatBytes(new Uint8Array(timestamp.buffer), signature)
}

/** The message a witness signs: the checkpoint's text under a header that no other signature shares. */
export function cosignedMessage(checkpointText: string, time: number): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${String(time)}\n${checkpointText}`)
}

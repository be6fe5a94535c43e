import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { parseCheckpoint } from './checkpoint.ts'
import { cosign } from './cosignature.ts'
import { FormatError } from './format-error.ts'
import { nodeCrypto } from './node-crypto.ts'
import type { WitnessKey } from './node-witness-key.ts'
import type { WitnessState } from './node-witness-state.ts'
import { formatNote, formatSignature, parseNote } from './signed-note.ts'
import { decodeUtf8, encodeUtf8 } from './utf8.ts'
import type { VerifierKey } from './verifier-key.ts'
import { considerCheckpoint, type Cosigned } from './witness.ts'

export type Witness = {
  readonly key: WitnessKey
  /** The keys of the logs it serves. */
  readonly logs: readonly VerifierKey[]
  readonly state: WitnessState
  /** POSIX seconds. */
  readonly now: () => number
  /** Is told what went wrong that no caller is told. */
  readonly complain: (line: string) => void
}

type Answer = {
  readonly status: number
  readonly type?: string
  readonly body: string
}

/** 63 proof lines, a checkpoint and its 64 signatures are under half of it. */
const BODY_MAX = 65_536
const PATIENCE_MS = 10_000

/** A witness as C2SP tlog-witness has it, with one URL for submission and for monitoring. Not listening yet. */
export function witnessServer(witness: Witness): Server {
  const server = createServer((request, response) => {
    answer(request, witness)
      .catch((error: unknown) => {
        witness.complain(error instanceof Error ? error.message : String(error))
        return { status: 500, body: 'The witness cannot answer.\n' }
      })
      .then((found) => {
        send(response, found)
      }, witness.complain)
  })
  server.requestTimeout = PATIENCE_MS
  server.headersTimeout = PATIENCE_MS
  return server
}

async function answer(request: IncomingMessage, witness: Witness): Promise<Answer> {
  const path = request.url ?? ''
  if (path === '/add-checkpoint') {
    if (request.method !== 'POST') return { status: 405, body: 'POST a checkpoint here.\n' }
    const bytes = await readBody(request)
    if (bytes === null) return { status: 413, body: 'No submission is as long as that.\n' }
    return addCheckpoint(bytes, witness)
  }
  const [, digest] = /^\/([0-9a-f]{64})\/checkpoint$/.exec(path) ?? []
  if (digest !== undefined && request.method === 'GET') return showCheckpoint(digest, witness)
  return { status: 404, body: 'There is nothing here.\n' }
}

/** Null for one that is too long; the rest of it is not read. */
async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Uint8Array>) {
    length += chunk.length
    if (length > BODY_MAX) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

/**
 * From the look at what was cosigned last to the stored successor nothing is awaited, so that no other
 * request comes in between; and only what is stored is answered.
 */
function addCheckpoint(bytes: Uint8Array, { key, logs, state, now }: Witness): Answer {
  const body = textOf(bytes)
  if (body === null) return { status: 400, body: 'the submission is not UTF-8 text\n' }
  const latest = (origin: string) => cosignedIn(state.find(origin))
  const considered = considerCheckpoint(body, logs, latest, nodeCrypto)
  if (!considered.ok && considered.status === 409)
    return { status: 409, type: 'text/x.tlog.size', body: `${String(considered.size)}\n` }
  if (!considered.ok) return { status: considered.status, body: `${considered.reason}\n` }
  const { text, signatures } = considered
  const { name, keyId } = key.verifierKey
  const cosignature = { name, keyId, signature: cosign(text, now(), key.sign) }
  state.keep(formatNote({ text, signatures: [...signatures, cosignature] }))
  return { status: 200, body: formatSignature(cosignature) }
}

function showCheckpoint(digest: string, { logs, state }: Witness): Answer {
  const log = logs.find(({ name }) => digestOf(name) === digest)
  const note = log === undefined ? null : state.find(log.name)
  if (note === null) return { status: 404, body: 'No checkpoint of that log was cosigned.\n' }
  return { status: 200, body: note }
}

function digestOf(origin: string): string {
  return Buffer.from(nodeCrypto.sha256(encodeUtf8(origin))).toString('hex')
}

function cosignedIn(note: string | null): Cosigned | null {
  return note === null ? null : parseCheckpoint(parseNote(note).text)
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return decodeUtf8(bytes)
  } catch (error) {
    if (error instanceof FormatError) return null
    throw error
  }
}

function send(response: ServerResponse, { status, type, body }: Answer): void {
  // A body that was not read to its end leaves a connection that cannot be used again.
  if (status === 413) response.setHeader('connection', 'close')
  response.writeHead(status, { 'content-type': type ?? 'text/plain; charset=utf-8' })
  response.end(body)
}

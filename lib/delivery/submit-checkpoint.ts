import {
  FormatError,
  formatAddCheckpoint,
  formatSignature,
  openNote,
  parseNote,
  type VerifierKey,
} from '@assent/receipt'
import { nodeCrypto } from '@assent/receipt/node'

/** Somebody elsewhere who cosigns what continues what they cosigned before. */
export type Witness = {
  readonly key: VerifierKey
  /** Without a slash at its end. */
  readonly url: string
}

export type Submission = {
  readonly oldSize: number
  readonly proof: readonly Uint8Array[]
  /** The checkpoint's signed note. */
  readonly note: string
}

export type Submitted =
  /** `line`: its signature line, verified, with its newline. */
  | { readonly kind: 'cosigned'; readonly line: string }
  /** It cosigned a checkpoint of another size last. */
  | { readonly kind: 'stands_at'; readonly size: number }
  /** In words for the log. */
  | { readonly kind: 'refused'; readonly reason: string }

const PATIENCE_MS = 10_000

/** One submission (C2SP tlog-witness, add-checkpoint). @throws where the witness does not answer in time */
export async function submitCheckpoint(
  { key, url }: Witness,
  { oldSize, proof, note }: Submission,
): Promise<Submitted> {
  const response = await fetch(`${url}/add-checkpoint`, {
    method: 'POST',
    body: formatAddCheckpoint({ oldSize, proof, checkpoint: note }),
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  const body = await response.text()
  if (response.status === 200) return readCosignature(note, body, key)
  const size = /^(0|[1-9][0-9]{0,14})\n$/.exec(body)?.[1]
  if (response.status === 409 && size !== undefined)
    return { kind: 'stands_at', size: Number(size) }
  return { kind: 'refused', reason: `it answers ${String(response.status)}` }
}

/** Lines by other keys are set aside, as C2SP asks; none by its own, or a wrong one, is a refusal. */
function readCosignature(note: string, body: string, key: VerifierKey): Submitted {
  try {
    const answered = parseNote(`${parseNote(note).text}\n${body}`)
    const own = answered.signatures.filter(
      ({ name, keyId }) => name === key.name && keyId === key.keyId,
    )
    const opened = openNote({ ...answered, signatures: own }, [key], nodeCrypto)
    if (opened.ok) return { kind: 'cosigned', line: own.map(formatSignature).join('') }
  } catch (error) {
    if (!(error instanceof FormatError)) throw error
  }
  return { kind: 'refused', reason: 'its answer is not signed by its key' }
}

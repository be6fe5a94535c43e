'use client'

import { useState } from 'react'
import { Button, buttonLook } from '#components/ui/button.tsx'
import { Progress } from '#components/ui/progress.tsx'
import { sizeWords, type PlannedFile } from './planned-file.ts'

/** What a page may hold for a moment. A larger file is the browser's own to write, show and go on with. */
const BYTES_MAX = 200_000_000

type State =
  | { readonly kind: 'idle' | 'done' | 'failed' }
  | { readonly kind: 'running'; readonly done: number }

/** Downloads a file and says how far it is; what was cut off is asked for from there on, a few times. */
export function DownloadWithProgress({ file, what }: { file: PlannedFile; what: string }) {
  const [state, setState] = useState<State>({ kind: 'idle' })
  if (file.bytes > BYTES_MAX)
    return (
      <a href={file.file} className={buttonLook('choice')} download={file.name}>
        Download {what}
      </a>
    )
  async function download() {
    setState({ kind: 'running', done: 0 })
    const blob = await fetchWhole(file, (done) => setState({ kind: 'running', done }))
    if (blob !== null) hand(blob, file.name)
    setState({ kind: blob === null ? 'failed' : 'done' })
  }
  return (
    <>
      <Button
        aria-disabled={state.kind === 'running'}
        onClick={() => {
          if (state.kind !== 'running') void download()
        }}
      >
        Download {what}
      </Button>
      {state.kind === 'running' ? (
        <Progress
          id={`progress-${file.name}`}
          label={`${sizeWords(state.done)} of ${sizeWords(file.bytes)}`}
          value={state.done}
          max={file.bytes}
        />
      ) : null}
      <p role="status" className="text-sm">
        {state.kind === 'done' ? 'It is whole, and among your downloads.' : null}
        {state.kind === 'failed'
          ? 'It did not arrive whole, so nothing was saved. Prepare the files again, then try once more.'
          : null}
      </p>
    </>
  )
}

const ATTEMPTS = 4

type Kept = { readonly parts: Uint8Array<ArrayBuffer>[]; done: number; etag: string }

/** Null where it cannot be had whole: it is then not handed over in part. */
async function fetchWhole(
  { file, bytes }: PlannedFile,
  onBytes: (done: number) => void,
): Promise<Blob | null> {
  const kept: Kept = { parts: [], done: 0, etag: '' }
  for (let attempt = 0; kept.done < bytes && attempt < ATTEMPTS; attempt++) {
    try {
      if (!(await fetchRest(file, kept, onBytes))) return null
    } catch {
      // The connection broke off: the next attempt asks for the rest.
    }
  }
  return kept.done === bytes ? new Blob(kept.parts) : null
}

/** False where the portal has no such file any more, or another one under this address. */
async function fetchRest(
  file: string,
  kept: Kept,
  onBytes: (done: number) => void,
): Promise<boolean> {
  const isFirst = kept.done === 0
  const headers = { range: `bytes=${String(kept.done)}-`, 'if-range': kept.etag }
  const response = await fetch(file, isFirst ? {} : { headers })
  if (response.status !== (isFirst ? 200 : 206) || response.body === null) return false
  kept.etag = response.headers.get('etag') ?? ''
  for (const reader = response.body.getReader(); ;) {
    const { done, value } = await reader.read()
    if (done) return true
    kept.parts.push(value)
    kept.done += value.length
    onBytes(kept.done)
  }
}

function hand(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob)
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  // The browser has taken it by the next minute; until then the address has to stay.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

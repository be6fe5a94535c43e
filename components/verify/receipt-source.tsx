import { useEffect, useEffectEvent, useState } from 'react'
import { Button, buttonLook } from '#components/ui/button.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { useHydrated } from '#components/ui/use-hydrated.ts'

export type ReceiptSource = {
  readonly name: string
  readonly bytes: Uint8Array
  /** When it was chosen, by this device's clock. */
  readonly at: Date
}

/** Where a receipt comes from: dropped anywhere on the page, chosen, or pasted. */
export function ReceiptSourcePicker({
  onPick,
  onProblem,
}: {
  onPick: (source: ReceiptSource) => void
  onProblem: (sentence: string) => void
}) {
  const hydrated = useHydrated()

  async function take(files: FileList | null) {
    const [file, ...others] = files ?? []
    if (file === undefined) return
    const problem = problemWith(file, others)
    if (problem !== null) onProblem(problem)
    else await read(file)
  }

  async function read(file: File) {
    try {
      const bytes = new Uint8Array(await file.arrayBuffer())
      onPick({ name: file.name, bytes, at: new Date() })
    } catch {
      onProblem('This file could not be read. If it was moved, choose it again.')
    }
  }

  const isOver = useDrop((files) => void take(files))
  return (
    <div className="no-print grid max-w-measure grid-cols-1 gap-4">
      <div
        className={classNames(
          'border-[1.5px] border-dashed px-6 py-10 text-center',
          isOver ? 'border-ink bg-sunken' : 'border-rule-strong bg-raised',
        )}
      >
        <p className="font-serif text-xl">
          {isOver ? 'Let go to verify it' : 'Drop a receipt here'}
        </p>
        <p className="mt-1 text-sm text-soft">
          A file that ends in “.receipt.zip” or “.receipt.json”
        </p>
        <label
          className={`${buttonLook('primary')} mt-5 cursor-pointer hover:border-ink hover:bg-ink hover:text-paper has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus`}
        >
          Choose a file
          <input
            type="file"
            accept=".json,.zip,application/json,application/zip"
            disabled={!hydrated}
            className="sr-only"
            onChange={({ target }) => {
              void take(target.files)
              // So that the same file, once mended, can be chosen again.
              target.value = ''
            }}
          />
        </label>
      </div>
      <Disclosure summary="Paste its text instead">
        <PastedReceipt onPick={onPick} />
      </Disclosure>
    </div>
  )
}

const maxBytes = 20_000_000

function problemWith(file: File, others: readonly File[]): string | null {
  if (others.length > 0) return 'Choose one file at a time.'
  return file.size > maxBytes ? 'This file is larger than 20 MB: it is no receipt.' : null
}

function PastedReceipt({ onPick }: { onPick: (source: ReceiptSource) => void }) {
  const [text, setText] = useState('')
  const hydrated = useHydrated()
  // Pasting adds white space at the ends; a receipt has none there, so nothing of it is lost.
  const trimmed = text.trim()
  return (
    <div className="grid grid-cols-1 gap-3">
      <TextArea
        name="pasted"
        label="The receipt’s text"
        rows={5}
        spellCheck={false}
        className="max-h-64 font-mono text-sm"
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <p>
        <Button
          disabled={!hydrated || trimmed === ''}
          onClick={() =>
            onPick({
              name: 'The pasted text',
              bytes: new TextEncoder().encode(trimmed),
              at: new Date(),
            })
          }
        >
          Verify this text
        </Button>
      </p>
    </div>
  )
}

/** Takes files that are dropped anywhere: one dropped beside the target would otherwise replace the page. */
function useDrop(onDrop: (files: FileList) => void): boolean {
  const [isOver, setIsOver] = useState(false)
  const drop = useEffectEvent(onDrop)
  useEffect(() => {
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      setIsOver(true)
    }
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setIsOver(false)
    }
    const dropped = (event: DragEvent) => {
      setIsOver(false)
      if (event.dataTransfer === null || event.dataTransfer.files.length === 0) return
      event.preventDefault()
      drop(event.dataTransfer.files)
    }
    window.addEventListener('dragover', over)
    window.addEventListener('dragleave', leave)
    window.addEventListener('drop', dropped)
    return () => {
      window.removeEventListener('dragover', over)
      window.removeEventListener('dragleave', leave)
      window.removeEventListener('drop', dropped)
    }
  }, [])
  return isOver
}

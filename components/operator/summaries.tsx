import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { TextField } from '#components/ui/text-field.tsx'
import type { Summary } from '#lib/domain/terms/review.ts'

/** What the changes come to, in plain words: one text a language. An emptied one is not kept. */
export function Summaries({
  summaries,
  onChange,
}: {
  summaries: readonly Summary[]
  onChange: (next: readonly Summary[]) => void
}) {
  const [code, setCode] = useState('')
  const [error, setError] = useState<string | undefined>()
  const shown = summaries.some(({ language }) => language === first)
    ? summaries
    : [{ language: first, text: '' }, ...summaries]

  function write(language: string, text: string) {
    onChange(shown.map((each) => (each.language === language ? { language, text } : each)))
  }

  function add() {
    const problem = problemWith(code.trim(), shown)
    setError(problem)
    if (problem !== undefined) return
    onChange([...shown, { language: code.trim(), text: '' }])
    setCode('')
  }

  return (
    <div className="grid max-w-measure gap-6">
      {shown.map(({ language, text }) => (
        <TextArea
          key={language}
          name={`summary-${language}`}
          label={`In short, in ${nameOf(language)} (${language})`}
          hint="What changes for people, in a few plain sentences. Readers see it above the changes."
          lang={language}
          maxLength={20_000}
          value={text}
          onChange={(event) => {
            write(language, event.currentTarget.value)
          }}
        />
      ))}
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <TextField
          name="language"
          label="Another language"
          hint="Its code, such as nl or pt-BR."
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={code}
          error={error}
          onChange={(event) => {
            setCode(event.currentTarget.value)
          }}
        />
        <Button onClick={add}>Add a summary</Button>
      </div>
    </div>
  )
}

const first = 'en'

function problemWith(code: string, shown: readonly Summary[]): string | undefined {
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(code)) return 'Give a code such as nl or pt-BR.'
  return shown.some(({ language }) => language === code)
    ? 'This language has a summary already.'
    : undefined
}

/** A code that is well formed need not be a language. */
function nameOf(code: string): string {
  try {
    return new Intl.DisplayNames(['en-GB'], { type: 'language' }).of(code) ?? code
  } catch {
    return code
  }
}

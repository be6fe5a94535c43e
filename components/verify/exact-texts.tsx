import type { ReceiptText } from '@assent/receipt'
import { Disclosure } from '#components/ui/disclosure.tsx'

/** The texts a receipt rests on, letter for letter, each folded under what it is. */
export function ExactTexts({ texts }: { texts: readonly ReceiptText[] }) {
  return (
    <div className="mt-10">
      <h3 className="font-serif text-xl font-[520]">
        {texts.length === 1 ? 'The exact text it rests on' : 'The exact texts it rests on'}
      </h3>
      <div className="mt-3 grid gap-1">
        {texts.map(({ id, mediaType, text }) => (
          <Disclosure key={id} summary={nameOf(id, text)}>
            <p className="mb-3 font-mono text-xs text-soft wrap-anywhere">{id}</p>
            {mediaType === 'application/json' ? (
              <Notice text={text} />
            ) : (
              <pre className="font-serif whitespace-pre-wrap wrap-anywhere">{text}</pre>
            )}
          </Disclosure>
        ))}
      </div>
    </div>
  )
}

/** A notice is JSON on one line: it is shown with line breaks, which are all that is added. */
function Notice({ text }: { text: string }) {
  return <pre className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">{spread(text)}</pre>
}

function spread(json: string): string {
  const value = parseJson(json)
  return value === null ? json : JSON.stringify(value, null, 2)
}

function nameOf(id: string, text: string): string {
  const [, document, version] = /\/terms\/([^/]+)\/versions\/(\d+)$/.exec(id) ?? []
  if (document !== undefined && version !== undefined)
    return `The terms “${document.replaceAll('-', ' ')}”, version ${version}`
  const notice = parseJson(text)
  if (notice === null || !('purpose' in notice) || typeof notice.purpose !== 'string') return id
  return `The notice about ${notice.purpose.replaceAll('_', ' ')}`
}

/** Null for what is no JSON object. */
function parseJson(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

import type { ReceiptStatement } from '#lib/queries/receipt-words.ts'

/** What was decided, one sentence a thing, set to be read. */
export function ReceiptStatements({ statements }: { statements: readonly ReceiptStatement[] }) {
  return (
    <ul className="grid gap-4">
      {statements.map(({ about, state, more }) => (
        <li key={`${about} ${state}`}>
          <p className="font-serif text-lg text-pretty">
            {about}: <strong>{state}</strong>
          </p>
          {more.length === 0 ? null : <p className="text-pretty text-soft">{more.join(' ')}</p>}
        </li>
      ))}
    </ul>
  )
}

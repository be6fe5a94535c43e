import type { Statement } from '@assent/receipt'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { describeStatement } from './describe-statement.ts'

/** What the receipt says, once its signature is known to be right; the signed statement folded below. */
export function StatementSummary({
  statement,
  isProved,
}: {
  statement: Statement
  isProved: boolean
}) {
  const { credential, kid } = statement
  const { title, lines } = describeStatement(statement)
  return (
    <div className="mt-10">
      <h3 className="font-serif text-xl font-[520]">What it says: {lowerFirst(title)}</h3>
      {isProved ? null : (
        <p className="mt-1 max-w-measure text-soft">
          It is signed by the key above. That it stands in the ledger is not proved.
        </p>
      )}
      <ul className="mt-4 grid max-w-measure gap-3 font-serif text-lg">
        {lines.map(({ about, state, rest }) => (
          <li key={`${about} ${state} ${rest}`}>
            {about}: <strong>{state}</strong> {rest}
          </li>
        ))}
      </ul>
      <div className="mt-6 max-w-measure">
        <DefinitionList
          items={[
            { term: 'When', details: <Timestamp at={credential.validFrom} detail="second" /> },
            { term: 'Issued by', details: credential.issuer },
            {
              term: 'Receipt number',
              details: (
                <span className="font-mono text-sm break-all">
                  {credential.id.replace('urn:uuid:', '')}
                </span>
              ),
            },
            { term: 'Signed by key', details: <Digest value={kid} label="key" /> },
          ]}
        />
      </div>
      <div className="mt-4">
        <Disclosure summary="The signed statement, whole">
          <pre className="font-mono text-sm whitespace-pre-wrap wrap-anywhere">
            {JSON.stringify(credential, null, 2)}
          </pre>
        </Disclosure>
      </div>
    </div>
  )
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

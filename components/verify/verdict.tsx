import { useState, type Ref } from 'react'
import { withStanding, type FactCode, type FailureCode, type StandingAnswer } from '@assent/receipt'
import { StateMark } from '#components/ui/state-mark.tsx'
import type { CheckedReceipt } from './check-receipt.ts'
import { ExactTexts } from './exact-texts.tsx'
import { FactList } from './fact-list.tsx'
import type { Portal } from './portal.ts'
import { StatementSummary } from './statement-summary.tsx'
import { isAboutStatus, StillSo } from './still-so.tsx'

/** What came of a verification: the outcome, each fact, what to try, and what the receipt says. */
export function Verdict({
  name,
  verified,
  portal,
  outcome,
}: {
  name: string
  verified: CheckedReceipt
  portal: Portal
  /** The element of the outcome, to bring the reader to it. */
  outcome: Ref<HTMLParagraphElement>
}) {
  const [answer, setAnswer] = useState<StandingAnswer>({ kind: 'not_asked' })
  const { texts } = verified
  const checked = { ...withStanding(verified, answer), texts }
  const { ok, facts, statement } = checked
  const last = facts.at(-1)
  const { words, mark } = outcomeOf(checked)
  const open = checked.open.filter((fact) => !isAboutStatus(fact))
  const hint = last === undefined || ok ? undefined : hints[last.code]
  return (
    <>
      <p
        ref={outcome}
        tabIndex={-1}
        className="grid max-w-measure grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 font-serif text-xl"
      >
        <StateMark state={mark} className="mt-1" />
        <span>
          <span className="wrap-anywhere">{name}</span>: <strong>{words}</strong>
        </span>
      </p>
      <div className="mt-6">
        <FactList facts={facts} />
        {ok ? null : (
          <p className="mt-4 max-w-measure ps-9 text-soft">
            {hint === undefined ? '' : `${hint} `}What would come after was not checked.
          </p>
        )}
      </div>
      {open.length === 0 ? null : (
        <section aria-labelledby="open" className="mt-10">
          <h3 id="open" className="font-serif text-xl font-[520]">
            What this check cannot tell
          </h3>
          <div className="mt-4">
            <FactList facts={open} />
          </div>
        </section>
      )}
      {!ok || statement === undefined ? null : (
        <StillSo checked={checked} statement={statement} portal={portal} onAnswer={setAnswer} />
      )}
      {statement === undefined ? null : <StatementSummary statement={statement} isProved={ok} />}
      {texts.length === 0 ? null : <ExactTexts texts={texts} />}
    </>
  )
}

function outcomeOf({ ok, facts, standing = [] }: CheckedReceipt) {
  if (ok && standing.some(({ code }) => code === 'no_longer_so'))
    return { words: 'it verifies, and what it says is no longer so.', mark: 'stale' } as const
  if (ok) return { words: 'it verifies.', mark: 'given' } as const
  if (facts.at(-1)?.state === 'not_yet')
    return { words: 'it is signed, and awaits its proof.', mark: 'stale' } as const
  return { words: 'it does not verify.', mark: 'forbidden' } as const
}

const again = 'Download the receipt again, and choose the file as it comes.'
const otherKey =
  'If you hold the key of that ledger yourself, put it in a trust policy of your own.'

const hints: { readonly [Code in FailureCode | FactCode | 'awaiting_proof']?: string } = {
  awaiting_proof: 'Download it again then: the file will hold its proof.',
  file_empty: again,
  file_not_json: again,
  file_truncated: again,
  file_not_canonical: `An editor may have changed it. ${again}`,
  file_not_a_receipt: 'Receipts end in “.receipt.json” or “.receipt.zip”.',
  zip_malformed: again,
  parts_reordered: again,
  other_ledger: otherKey,
  unknown_key: otherKey,
}

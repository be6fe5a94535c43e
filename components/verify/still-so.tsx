import { askStanding, type StandingAnswer, type Statement } from '@assent/receipt'
import { useState } from 'react'
import { Button } from '#components/ui/button.tsx'
import { browserAsk } from './browser-ask.ts'
import { FactList } from './fact-list.tsx'
import type { CheckedReceipt } from './check-receipt.ts'
import type { Portal } from './portal.ts'

/** Whether what a verified receipt says is still so. Only the portal knows, and it is asked when told to. */
export function StillSo({
  checked,
  statement,
  portal,
  onAnswer,
}: {
  checked: CheckedReceipt
  statement: Statement
  portal: Portal
  onAnswer: (answer: StandingAnswer) => void
}) {
  const [isAsking, setIsAsking] = useState(false)
  const isOwn = isIssuedBy(portal, statement)

  async function ask() {
    setIsAsking(true)
    onAnswer(await askStanding(statement, browserAsk))
    setIsAsking(false)
  }

  return (
    <section aria-labelledby="still-so" className="mt-10">
      <h3 id="still-so" className="font-serif text-xl font-[520]">
        Is it still so?
      </h3>
      <div className="mt-4" aria-live="polite">
        <FactList facts={[...(checked.standing ?? []), ...checked.open.filter(isAboutStatus)]} />
      </div>
      {isOwn ? (
        <p className="no-print mt-4 flex max-w-measure flex-wrap items-center gap-x-4 gap-y-2 ps-9">
          <Button disabled={isAsking} onClick={() => void ask()}>
            {isAsking ? 'Asking the portal' : 'Ask the portal whether it is still so'}
          </Button>
          <span className="text-sm text-soft">
            This alone uses the network. It sends the receipt’s number and nothing else.
          </span>
        </p>
      ) : (
        <p className="mt-4 max-w-measure ps-9 text-soft">
          Another portal issued it,{' '}
          <span className="wrap-anywhere">{statement.credential.issuer}</span>: only that one can
          say.
        </p>
      )}
    </section>
  )
}

export function isAboutStatus({ code }: { readonly code: string }): boolean {
  return code.startsWith('status_')
}

/** The page may reach its own portal and no other (its content security policy). */
function isIssuedBy({ url }: Portal, { credential }: Statement): boolean {
  return (
    URL.canParse(credential.issuer) && new URL(credential.issuer).origin === new URL(url).origin
  )
}

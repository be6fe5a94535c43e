import { Button } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { ledgerPaths } from '#lib/paths.ts'

/** Whom the verification trusts: this portal's ledger, or whoever a policy of the reader's own names. */
export function TrustedKeys({
  addressOf,
  ledgerKey,
  policy,
  problem,
  onChange,
}: {
  addressOf: (path: string) => string
  /** Null where this ledger has signed nothing yet. */
  ledgerKey: string | null
  policy: string
  problem: string | undefined
  onChange: (policy: string) => void
}) {
  const isOwn = policy.trim() !== ''
  return (
    <div className="grid max-w-measure grid-cols-1 gap-3">
      <p>
        {isOwn ? (
          <strong>Only your own trust policy counts now.</strong>
        ) : ledgerKey === null ? (
          <strong>This ledger has no key yet: give a trust policy of your own.</strong>
        ) : (
          <>
            <strong>The key of this portal’s ledger counts.</strong> It comes from this portal.
            Compare it with the copy that you kept, or got from somebody you trust.
          </>
        )}
      </p>
      {ledgerKey === null ? null : (
        <p>
          <a href={addressOf(ledgerPaths.verifierKey())}>This ledger’s key</a>:{' '}
          <Digest value={ledgerKey} label="ledger’s key" first={24} last={8} />
        </p>
      )}
      <Disclosure summary="Use a trust policy of your own" open={isOwn}>
        <TextArea
          name="policy"
          label="Your trust policy"
          hint="A line “log” with a ledger’s key is enough. It is not kept and not sent."
          rows={3}
          spellCheck={false}
          className="font-mono text-sm"
          value={policy}
          error={problem}
          onChange={({ target }) => onChange(target.value)}
        />
        <p className="mt-3">
          <Button variant="quiet" disabled={!isOwn} onClick={() => onChange('')}>
            Go back to this ledger’s key
          </Button>
        </p>
      </Disclosure>
    </div>
  )
}

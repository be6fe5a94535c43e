import { Button } from '#components/ui/button.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Disclosure } from '#components/ui/disclosure.tsx'
import { TextArea } from '#components/ui/text-area.tsx'
import { ledgerPaths } from '#lib/paths.ts'

/** Whom the verification trusts: this portal's ledger, or whoever a policy of the reader's own names. */
export function TrustedKeys({
  addressOf,
  ledgerKeys,
  policy,
  problem,
  onChange,
}: {
  addressOf: (path: string) => string
  /** The newest first; none where this ledger has signed nothing yet. */
  ledgerKeys: readonly string[]
  policy: string
  problem: string | undefined
  onChange: (policy: string) => void
}) {
  const isOwn = policy.trim() !== ''
  const isOne = ledgerKeys.length === 1
  return (
    <div className="grid max-w-measure grid-cols-1 gap-3">
      <p>
        {isOwn ? (
          <strong>Only your own trust policy counts now.</strong>
        ) : ledgerKeys.length === 0 ? (
          <strong>This ledger has no key yet: give a trust policy of your own.</strong>
        ) : (
          <>
            <strong>
              {isOne
                ? 'The key of this portal’s ledger counts.'
                : `The ${String(ledgerKeys.length)} keys of this portal’s ledger count.`}
            </strong>{' '}
            {isOne
              ? 'It comes from this portal. Compare it with the copy that you kept, or got from somebody you trust.'
              : 'They come from this portal. Compare them with the copies that you kept, or got from somebody you trust.'}
          </>
        )}
      </p>
      {ledgerKeys.map((key, place) => (
        <p key={key}>
          {place === 0 ? (
            <a href={addressOf(ledgerPaths.verifierKey())}>This ledger’s key</a>
          ) : (
            'A key that it signed with before'
          )}
          : <Digest value={key} label="ledger’s key" first={24} last={8} />
        </p>
      ))}
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

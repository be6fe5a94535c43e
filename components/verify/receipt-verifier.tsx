import { useEffect, useMemo, useRef, useState } from 'react'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Columns } from '#components/ui/page.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import { checkReceipt, readPolicy } from './check-receipt.ts'
import { NamedReceipt } from './named-receipt.tsx'
import type { Portal } from './portal.ts'
import { ReceiptSourcePicker, type ReceiptSource } from './receipt-source.tsx'
import { TrustedKeys } from './trusted-keys.tsx'
import { Verdict } from './verdict.tsx'

/** Verifies one receipt after another, all of it in this browser. Nothing is sent but what the reader tells it to ask. */
export function ReceiptVerifier({
  portal,
  addressOf,
}: {
  portal: Portal
  addressOf: (path: string) => string
}) {
  const { ledgerKeys } = portal
  const ownPolicy = ledgerKeys.map((key) => `log ${key}\n`).join('')
  const [source, setSource] = useState<ReceiptSource | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [policyText, setPolicyText] = useState('')
  const trusted = policyText.trim() === '' ? ownPolicy : policyText
  const read = useMemo(() => readPolicy(trusted), [trusted])
  const checked = useMemo(
    () => (source === null || !read.ok ? null : checkReceipt(source.bytes, read.policy, source.at)),
    [source, read],
  )
  const outcome = useRef<HTMLParagraphElement>(null)
  // A new file takes the reader to what came of it; a policy being typed does not move them.
  useEffect(() => {
    if (source !== null) outcome.current?.focus()
  }, [source])

  return (
    <Columns
      aside={
        <section aria-labelledby="trust">
          <h2 id="trust" className="mb-3 font-serif text-xl font-[520]">
            Whose signature counts
          </h2>
          <TrustedKeys
            addressOf={addressOf}
            ledgerKeys={ledgerKeys}
            policy={policyText}
            problem={policyText.trim() === '' || read.ok ? undefined : read.problem}
            onChange={setPolicyText}
          />
        </section>
      }
    >
      {source === null ? <NamedReceipt /> : null}
      <ReceiptSourcePicker
        onPick={(picked) => {
          setProblem(null)
          setSource(picked)
        }}
        onProblem={(sentence) => {
          setSource(null)
          setProblem(sentence)
        }}
      />
      {problem === null ? null : (
        <div className="mt-6">
          <NoticeBox kind="problem" title={problem} announce />
        </div>
      )}
      {source === null ? null : (
        <Section id="result" title="The result">
          {checked === null ? (
            <p>Your trust policy has to be mended first.</p>
          ) : (
            <Verdict
              // What was asked about one receipt is not said of the next.
              key={`${source.name} ${source.at.toISOString()}`}
              name={source.name}
              verified={checked}
              portal={portal}
              outcome={outcome}
            />
          )}
        </Section>
      )}
    </Columns>
  )
}

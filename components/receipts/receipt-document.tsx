import Link from 'next/link'
import type { ReactNode } from 'react'
import { DefinitionList } from '#components/ui/definition-list.tsx'
import { Digest } from '#components/ui/digest.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { ReceiptPageView, RestingNotice, RestingTerms } from '#lib/queries/receipt-page.ts'
import type { ReceiptView } from '#lib/queries/receipt-views.ts'
import { ReceiptStatements } from './receipt-statements.tsx'

/** A receipt as a person reads and prints it: what was decided, by whom, when and on which texts. */
export function ReceiptDocument({
  view: { receipt, terms, notices, effects },
  issuer,
  proof,
}: {
  view: ReceiptPageView
  issuer: string
  proof: ReactNode
}) {
  return (
    <article className="border border-t-[3px] border-rule border-t-ink bg-raised px-5 py-7 sm:px-12 sm:py-10 print:border-x-0 print:border-b-0 print:p-0 print:pt-4">
      <header>
        <p className="flex flex-wrap justify-between gap-x-6 text-sm text-soft">
          <span>{issuer}</span>
          <span>{receipt.paperKind}</span>
        </p>
        <h1 className="mt-6 font-serif text-3xl font-[420] tracking-[-0.012em] text-balance">
          {receipt.title}
        </h1>
        <p className="mt-3 text-soft">
          <Timestamp at={receipt.at} detail="second" />
        </p>
      </header>
      <div className="mt-8 grid gap-8">
        <ReceiptStatements statements={receipt.statements} />
        {effects.map(({ heading, past, asked }) => (
          <Part key={heading} title={heading}>
            <p className="text-pretty">{past}</p>
            <ul className="mt-2 grid list-disc gap-1 pl-5">
              {asked.map((sentence) => (
                <li key={sentence} className="text-pretty">
                  {sentence}
                </li>
              ))}
            </ul>
          </Part>
        ))}
        <Parties receipt={receipt} complaints={complaintsIn(notices)} />
        {terms.length + notices.length === 0 ? null : (
          <Part title="What it rests on">
            <ul className="grid gap-3">
              {terms.map((each) => (
                <TermsText key={each.digest} terms={each} />
              ))}
              {notices.map((notice) => (
                <NoticeText key={notice.id} notice={notice} />
              ))}
            </ul>
          </Part>
        )}
        <HowToTakeItBack receipt={receipt} />
        <Part title="How it is proved">
          {proof}
          <div className="mt-4 text-sm">
            <DefinitionList
              items={[
                {
                  term: 'Receipt',
                  details: <Digest value={receipt.id} label="receipt’s number" />,
                },
                {
                  term: 'SHA-256 of what is signed',
                  details: <Digest value={receipt.digest} label="digest of the statement" />,
                },
                {
                  term: 'Signed by the key',
                  details: <Digest value={receipt.keyId} label="key’s thumbprint" />,
                },
              ]}
            />
          </div>
        </Part>
      </div>
    </article>
  )
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="mb-3 border-b border-rule pb-1 text-sm font-semibold">{title}</h2>
      {children}
    </section>
  )
}

function complaintsIn(notices: readonly RestingNotice[]): readonly string[] {
  return [...new Set(notices.flatMap(({ content }) => content?.complaint ?? []))]
}

function Parties({ receipt, complaints }: { receipt: ReceiptView; complaints: readonly string[] }) {
  if (!('parties' in receipt) || receipt.parties.length === 0) return null
  return (
    <Part title="Who stands behind it, as it was then">
      <ul className="grid gap-2">
        {receipt.parties.map(({ role, title, name, address, email }) => (
          <li key={`${role} ${name}`} className="text-pretty">
            <span className="text-soft">{title}: </span>
            {[name, address, email].filter((part) => part !== '').join(', ')}
          </li>
        ))}
      </ul>
      {complaints.map((complaint) => (
        <p key={complaint} className="mt-2 text-pretty">
          {complaint}
        </p>
      ))}
    </Part>
  )
}

function TermsText({ terms: { slug, title, number, digest, clauses } }: { terms: RestingTerms }) {
  return (
    <li>
      <p>
        <Link href={paths.termsVersion(slug, number)}>
          {title}, version {number}
        </Link>
      </p>
      {clauses.length === 0 ? null : (
        <p className="text-pretty">
          {clauses.map(({ anchor, label }, i) => (
            <span key={anchor}>
              {i === 0 ? '' : ', '}
              <Link href={`${paths.termsVersion(slug, number)}#${anchor}`}>{label}</Link>
            </span>
          ))}
        </p>
      )}
      <p className="text-sm">
        <Digest value={digest} label="digest of the text" />
      </p>
    </li>
  )
}

function NoticeText({ notice: { id, title, digest } }: { notice: RestingNotice }) {
  return (
    <li>
      <p>
        The notice “<a href={paths.notice(id)}>{title}</a>”
      </p>
      <p className="text-sm">
        <Digest value={digest} label="digest of the notice" />
      </p>
    </li>
  )
}

function HowToTakeItBack({ receipt }: { receipt: ReceiptView }) {
  if (receipt.kind !== 'consent') return null
  return (
    <Part title="How to take a yes back">
      <div className="grid gap-2">
        {receipt.withdrawal.map((way) => (
          <p key={way} className="text-pretty">
            {way}
          </p>
        ))}
      </div>
    </Part>
  )
}

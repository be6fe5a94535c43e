import Link from 'next/link'
import { FinePrint, Sentence } from '#components/ui/sentence.tsx'
import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import { Timestamp } from '#components/ui/timestamp.tsx'
import { paths } from '#lib/paths.ts'
import type { AccountTermsView, AnswerView } from '#lib/queries/account-terms.ts'

/** What an account answered to a version, as a sentence; beneath it who did, when, and the receipt. */
export function AnswerState({
  terms,
  account,
}: {
  terms: AccountTermsView
  account: { readonly slug: string; readonly name: string }
}) {
  const { title, number, answer, acceptedNumber, slug } = terms
  return (
    <div>
      <Sentence
        mark={answer === null ? 'asked' : answers[answer.answer].mark}
        about={`${title}, version ${number}`}
        state={
          answer === null
            ? `${account.name} has not answered.`
            : `${account.name} ${answers[answer.answer].words}.`
        }
      >
        {answer?.until == null ? null : (
          <>
            It put the answer off until <Timestamp at={answer.until} detail="day" />.{' '}
            {terms.awaitsAnswer ? 'That day has come. ' : ''}
          </>
        )}
        {acceptedNumber === null ? null : (
          <>
            The last it accepted is{' '}
            <Link href={paths.termsVersion(slug, acceptedNumber)}>version {acceptedNumber}</Link>.{' '}
            <Link href={paths.termsChanges(slug, { from: acceptedNumber, to: number })}>
              See what changed since
            </Link>
          </>
        )}
      </Sentence>
      {answer === null ? null : (
        <FinePrint>
          {answer.name === '' ? '' : `${answer.name ?? 'A member who was erased'}, `}
          <Timestamp at={answer.at} />.{' '}
          <Link href={paths.receipt(account.slug, answer.receiptId)}>Receipt</Link>
        </FinePrint>
      )}
    </div>
  )
}

const answers: Record<AnswerView['answer'], { mark: StateMarkKind; words: string }> = {
  accept: { mark: 'given', words: 'accepted it' },
  decline: { mark: 'not-given', words: 'declined it' },
  later: { mark: 'asked', words: 'will decide later' },
}

import type { AccountTermsView } from '#lib/queries/account-terms.ts'

/** Whether these terms wait for this person: who decided later has still to decide. */
export function awaitsAnswer({ answer, mayAnswer }: AccountTermsView): boolean {
  return mayAnswer && (answer === null || answer.answer === 'later')
}

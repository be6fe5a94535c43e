import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { AccountChangesPage } from '#components/terms/comparison/account-changes-page.tsx'
import { pageMember } from '#lib/auth/page-principal.ts'
import { appContext } from '#lib/context.ts'
import { language } from '#lib/language.ts'
import { paths } from '#lib/paths.ts'
import { findAccountChanges } from '#lib/queries/account-changes.ts'

export const metadata: Metadata = { title: 'What changed since you agreed' }

/** From what the account accepted last, or what the member’s oldest yes rests on, to what is in force. */
export default async function ChangesSincePage({
  params,
}: PageProps<'/accounts/[account]/terms/[document]/changes'>) {
  const { account, document } = await params
  const principal = await pageMember(account, paths.accountChanges(account, document))
  const view = await findAccountChanges(principal, document, language, await appContext())
  return (
    <AccountChangesPage
      view={view ?? notFound()}
      account={{ slug: principal.accountSlug, name: principal.accountName }}
    />
  )
}

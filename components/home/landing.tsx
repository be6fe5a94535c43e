import Link from 'next/link'
import type { ReactNode } from 'react'
import { ButtonLink } from '#components/ui/button.tsx'
import { PageHeading, Section } from '#components/ui/page-heading.tsx'
import { Page } from '#components/ui/page.tsx'
import { paths } from '#lib/paths.ts'

/** What this is, for somebody who has never been here. */
export function Landing({ operator, picture }: { operator: string; picture: ReactNode }) {
  return (
    <Page>
      <PageHeading title="Read the terms. Answer for yourself. Keep the proof.">
        <p>
          {operator} asks you two questions about what you say, show and write in meetings. Here you
          answer each one, change your mind when you like, and keep a receipt that anyone can check.
        </p>
      </PageHeading>
      <p className="flex flex-wrap gap-3">
        <ButtonLink variant="primary" href={paths.signIn()}>
          Sign in to answer
        </ButtonLink>
        <ButtonLink href={paths.terms()}>Read the terms</ButtonLink>
      </p>
      <Section id="questions" title="Two questions, asked apart">
        {picture}
      </Section>
      <Section id="promises" title="What holds here">
        <ul className="grid gap-x-12 gap-y-6 sm:grid-cols-2 lg:grid-cols-3">
          <Rule title="Undecided is never a yes.">
            Nothing is selected for you. Silence, a deadline or a new version never counts as a yes.
          </Rule>
          <Rule title="A no is as easy as a yes.">
            You take a yes back on the page where you gave it, with one press. It holds at once.
          </Rule>
          <Rule title="Terms are a third thing.">
            Your organisation accepts the terms. That answers neither question, and your no blocks
            nothing.
          </Rule>
          <Rule title="Your organisation can only say less.">
            It can turn a use off for all of its people. It cannot say yes for you.
          </Rule>
          <Rule title="What you saw is what is kept.">
            Each receipt holds the exact words that were in front of you, letter for letter.
          </Rule>
          <Rule title="Anyone can check it.">
            A receipt proves itself, without {operator} and without an account.{' '}
            <Link href={paths.verify()}>Verify a receipt</Link>
          </Rule>
        </ul>
      </Section>
    </Page>
  )
}

function Rule({ title, children }: { title: string; children: ReactNode }) {
  return (
    <li>
      <p className="font-serif text-lg font-semibold">{title}</p>
      <p className="mt-1 text-pretty text-soft">{children}</p>
    </li>
  )
}

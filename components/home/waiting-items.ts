import type { StateMarkKind } from '#components/ui/state-mark.tsx'
import { formatInstant } from '#components/ui/format-instant.ts'
import { listOf } from '#components/ui/list-of.ts'
import { paths } from '#lib/paths.ts'
import type { AccountTermsView } from '#lib/queries/account-terms.ts'
import type { HomeView, QuestionSummary } from '#lib/queries/home.ts'

/** Something that waits for the reader, as a sentence and the way to it. */
export type WaitingItem = {
  readonly key: string
  readonly mark: StateMarkKind
  readonly about: string
  readonly state: string
  readonly rest: string
  readonly href: string
  readonly action: string
}

/** Everything that waits for the reader: terms first, then the two questions, then what only an admin decides. */
export function waitingItems(
  home: HomeView,
  account: { readonly slug: string; readonly name: string },
): readonly WaitingItem[] {
  return [
    ...home.terms
      .filter(({ awaitsAnswer }) => awaitsAnswer)
      .map((terms) => termsItem(terms, account)),
    ...questionItems(home.features, account.slug),
    ...questionItems(home.sharing, account.slug),
    ...importItems(home.settingsImport, account),
    ...permissionItems(home.undecidedPermissions, account),
  ]
}

type Account = { readonly slug: string; readonly name: string }

function termsItem(terms: AccountTermsView, { slug, name }: Account): WaitingItem {
  const { title, number, answer, isScheduled, inForceFrom } = terms
  const day = dayWords(inForceFrom)
  const since = isScheduled ? `It takes force on ${day}.` : `It is in force since ${day}.`
  const putOff = answer?.until == null ? '' : `It put that off until ${dayWords(answer.until)}. `
  return {
    key: `terms ${terms.slug} ${number}`,
    mark: 'asked',
    about: `${title}, version ${number}`,
    state: answer === null ? `${name} has not answered.` : `${name} will decide later.`,
    rest: `${putOff}${since} You may answer for it.`,
    href: paths.acceptance(slug, terms.slug, isScheduled ? { version: String(number) } : {}),
    action: 'Read and answer',
  }
}

function dayWords(at: Date): string {
  return formatInstant(at, 'day').replaceAll(' ', '\u00a0')
}

const questions = {
  features: { about: 'AI features', page: paths.features },
  sharing: { about: 'Content sharing', page: paths.sharing },
} as const

function questionItems({ question, waiting }: QuestionSummary, slug: string): WaitingItem[] {
  if (waiting.length === 0) return []
  const { about, page } = questions[question]
  const asked = waiting.filter(({ isAgain }) => !isAgain).map(({ title }) => title)
  const again = waiting.filter(({ isAgain }) => isAgain).map(({ title }) => title)
  const isAsked = asked.length > 0
  return [
    {
      key: question,
      mark: isAsked ? 'asked' : 'stale',
      about,
      state: [
        ...(isAsked ? [`you are asked about ${listOf(asked)}.`] : []),
        ...(again.length === 0
          ? []
          : [`${isAsked ? 'Your' : 'your'} answer is needed again about ${listOf(again)}.`]),
      ].join(' '),
      rest: isAsked
        ? 'Until you answer, nothing counts as a yes.'
        : 'What you said yes to has changed since.',
      href: page(slug),
      action: 'See and answer',
    },
  ]
}

function importItems(
  settingsImport: HomeView['settingsImport'],
  { slug, name }: Account,
): WaitingItem[] {
  if (settingsImport === null) return []
  return [
    {
      key: 'settings import',
      mark: 'asked',
      about: `Settings brought along from ${settingsImport.source}`,
      state: `${name} has not confirmed them.`,
      rest: `They came on ${dayWords(settingsImport.at)} and count for nothing until you take them over.`,
      href: paths.settingsImport(slug),
      action: 'See what would change',
    },
  ]
}

function permissionItems(
  undecided: HomeView['undecidedPermissions'],
  { slug, name }: Account,
): WaitingItem[] {
  if (undecided === null) return []
  const places = [
    ['features', 'AI features', undecided.features, paths.featurePermissions(slug)],
    ['sharing', 'Content sharing', undecided.sharing, paths.sharingPermissions(slug)],
  ] as const
  return places
    .filter(([, , count]) => count > 0)
    .map(([question, about, count, href]) => ({
      key: `${question} permissions`,
      mark: 'locked' as const,
      about: `${about} for ${name}`,
      state: count === 1 ? '1 was never decided.' : `${count} were never decided.`,
      rest: 'What is not decided stays off for everyone.',
      href,
      action: 'Decide what members may choose',
    }))
}

import type { AnswersView } from '#lib/queries/answers.ts'

/** What a page rests on, small enough to keep while it is open, so that a change can be named. */
export type PageBasis = readonly PurposeBasis[]

type PurposeBasis = {
  readonly title: string
  readonly notice: string
  readonly clauses: readonly { readonly label: string; readonly digest: string }[]
  readonly controls: readonly {
    readonly about: string
    readonly permission: string | null
    readonly ceiling: string
  }[]
}

export function pageBasis({ purposes }: Pick<AnswersView, 'purposes'>): PageBasis {
  return purposes.map(({ title, notice, clauses, controls }) => ({
    title,
    notice: short(notice.digest),
    clauses: clauses.map(({ number, title: heading, digest }) => ({
      label: [number, heading].filter((part) => part !== null).join(' '),
      digest: short(digest),
    })),
    controls: controls.map(({ categoryTitle, permission, ceiling }) => ({
      about: [title, categoryTitle].filter((part) => part !== null).join(': '),
      permission,
      ceiling,
    })),
  }))
}

/** What differs between the page that was read and the one that holds now, a sentence each, each once. */
export function changesSince(before: PageBasis, now: PageBasis): readonly string[] {
  const sentences = now.flatMap((purpose) => {
    const was = before.find(({ title }) => title === purpose.title)
    return was === undefined
      ? [`${purpose.title} is asked about now.`]
      : [...textChanges(was, purpose), ...ruleChanges(was, purpose)]
  })
  return [...new Set(sentences)]
}

function textChanges(was: PurposeBasis, is: PurposeBasis): readonly string[] {
  const before = new Map(was.clauses.map(({ label, digest }) => [label, digest]))
  const after = new Set(is.clauses.map(({ label }) => label))
  return [
    ...(was.notice === is.notice ? [] : [`The notice of ${is.title} changed.`]),
    ...is.clauses.flatMap(({ label, digest }) => {
      const old = before.get(label)
      if (old === undefined) return [`Clause ${label} is new here.`]
      return old === digest ? [] : [`Clause ${label} changed.`]
    }),
    ...was.clauses.flatMap(({ label }) =>
      after.has(label) ? [] : [`Clause ${label} is gone from here.`],
    ),
  ]
}

function ruleChanges(was: PurposeBasis, is: PurposeBasis): readonly string[] {
  return is.controls.flatMap(({ about, permission, ceiling }) => {
    const old = was.controls.find((control) => control.about === about)
    if (old === undefined) return [`${about} is asked about now.`]
    if (old.ceiling !== ceiling) return [CEILING_CHANGES[ceiling]?.(about) ?? `${about} changed.`]
    if (old.permission === permission) return []
    return permission === 'members_decide'
      ? [`Your organisation now permits it: ${about}.`]
      : [`Your organisation permits it no longer: ${about}.`]
  })
}

const CEILING_CHANGES: Readonly<Record<string, (about: string) => string>> = {
  forbidden: (about) => `The terms now rule it out: ${about}.`,
  no_choice: (about) => `The terms now offer no choice: ${about}.`,
  open: (about) => `The terms now leave it to you: ${about}.`,
}

/** 64 bits tell two texts of one page apart; the exact digest goes to the server as If-Match. */
function short(digest: string): string {
  return digest.slice(0, 16)
}

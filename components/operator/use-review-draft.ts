import type { ProblemSentence } from '#components/api/problem-sentences.ts'
import { needsNote, noteId, type DeskChange, type ReviewWork, type Said } from './review-words.ts'
import { useDraft, type Draft } from './use-draft.ts'

export type ReviewDraft = Draft<ReviewWork> & {
  /** The names of what is not saved: changes, then summaries. */
  readonly unsaved: readonly string[]
  readonly waiting: readonly DeskChange[]
}

/** What is said of a version's changes while it is worked on. */
export function useReviewDraft({
  url,
  against,
  changes,
  initial,
  initialRevision,
}: {
  url: string
  /** The number of the version it compares with. */
  against: number | null
  changes: readonly DeskChange[]
  initial: ReviewWork
  initialRevision: number
}): ReviewDraft {
  const draft = useDraft({
    ...{ url, initial, initialRevision, overtaken },
    bodyOf: (work: ReviewWork) => bodyOf(work, changes, against),
    isUnsaved: (work, saved) => unsavedIn(work, saved, changes).length > 0,
    problemsWith: (work) => problemsWith(work, changes),
  })
  return {
    ...draft,
    unsaved: unsavedIn(draft.value, draft.saved, changes),
    waiting: changes.filter(({ key }) => draft.value.said[key] === undefined),
  }
}

const overtaken =
  'Somebody else saved verdicts of this version meanwhile. What you said is still here, and not saved. Load the page again to work on theirs; yours is then gone.'

function bodyOf(
  { said, summaries }: ReviewWork,
  changes: readonly DeskChange[],
  against: number | null,
) {
  const effects = changes.flatMap(({ key, names }) => {
    const own = said[key]
    return own === undefined ? [] : [{ ...names, ...own }]
  })
  return { against, effects, summaries: summaries.filter(({ text }) => text.trim() !== '') }
}

function unsavedIn(
  work: ReviewWork,
  saved: ReviewWork,
  changes: readonly DeskChange[],
): readonly string[] {
  const judged = changes.filter(({ key }) => !isSame(work.said[key], saved.said[key]))
  const languages = new Set([...work.summaries, ...saved.summaries].map(({ language }) => language))
  const written = [...languages].filter(
    (language) => textIn(work, language) !== textIn(saved, language),
  )
  return [
    ...judged.map(({ name }) => name),
    ...written.map((language) => `the summary (${language})`),
  ]
}

export function isSame(one: Said | undefined, other: Said | undefined): boolean {
  return one?.effect === other?.effect && one?.note === other?.note
}

function textIn({ summaries }: ReviewWork, language: string): string {
  return summaries.find((each) => each.language === language)?.text.trim() ?? ''
}

function problemsWith(
  { said }: ReviewWork,
  changes: readonly DeskChange[],
): readonly ProblemSentence[] {
  return changes.flatMap((change) => {
    const own = said[change.key]
    if (own === undefined || !needsNote(change, own) || own.note.trim() !== '') return []
    return [{ field: noteId(change), message: `${change.name}: say why you see it otherwise.` }]
  })
}

import { formatInstant } from '#components/ui/format-instant.ts'
import { listOf } from '#components/ui/list-of.ts'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import type { PreviewedPurpose, PublicationPreview } from '#lib/queries/publication-preview.ts'

/** What publishing does, sentence by sentence: of the mapping as it is saved. */
export function PublicationWords({ preview }: { preview: PublicationPreview }) {
  const { problems } = preview
  return (
    <>
      {problems.length === 0 ? null : (
        <NoticeBox kind="warn" title="The saved mapping cannot be published.">
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </NoticeBox>
      )}
      <ul className="prose">
        {publicationSentences(preview).map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  )
}

function publicationSentences(preview: PublicationPreview): readonly string[] {
  return [
    forceSentence(preview),
    ...(preview.governs
      ? [answerSentence(preview), againSentence(preview), ...ceilingSentences(preview)]
      : []),
    mappedSentence(preview),
    'The text, the mapping and its rules are frozen with it and entered in the ledger. Nobody can change them afterwards, you neither: a mistake is mended by a new version.',
  ]
}

function mappedSentence({ mappedClauses, clauses }: PublicationPreview): string {
  if (mappedClauses === 0) return 'None of its clauses is mapped to a purpose.'
  const are = mappedClauses === 1 ? 'is' : 'are'
  return `${String(mappedClauses)} of its ${String(clauses)} clauses ${are} mapped to a purpose.`
}

function forceSentence(preview: PublicationPreview): string {
  const { inForceFrom, isAtOnce, replaces, governs, effectiveAt } = preview
  if (inForceFrom === null)
    return 'It is shown in the archive and governs nothing. Nobody is asked to answer it.'
  const day = dayOf(inForceFrom)
  if (!governs)
    return `Version ${String(replaces)} takes force later, or has a higher number, and governs instead of it.`
  if (isAtOnce)
    return [
      `Its effective date, ${dayOf(effectiveAt)}, is past: it is in force from publishing.`,
      replaces === null
        ? 'No version governs now.'
        : `It takes the place of version ${String(replaces)} at once.`,
    ].join(' ')
  return replaces === null
    ? `It takes force on ${day}. No version governs until then.`
    : `It takes force on ${day}, in place of version ${String(replaces)}, which governs until then.`
}

function dayOf(instant: Date): string {
  return formatInstant(instant, instant.getTime() % dayMs === 0 ? 'day' : 'minute')
}

const dayMs = 24 * 60 * 60 * 1000

function answerSentence({ accounts }: PublicationPreview): string {
  const who = accounts === 1 ? 'The one account is' : `All ${String(accounts)} accounts are`
  return `${who} asked to accept it, decline it or decide later. Whatever they answer stops nothing, and is no consent.`
}

function againSentence({ askedAgain }: PublicationPreview): string {
  if (askedAgain.length === 0)
    return 'No yes is needed again: every clause that a purpose rests on says what it said.'
  return `What a yes rests on says something else, so every yes given so far is needed again about ${namesOf(askedAgain)}. Until a person answers again, the stricter of the two texts holds for them.`
}

function ceilingSentences({ ceilings }: PublicationPreview): readonly string[] {
  return (['forbidden', 'no_choice', 'open'] as const).flatMap((rule) => {
    const ruled = ceilings.filter((each) => each.rule === rule)
    return ruled.length === 0 ? [] : [`${ruleWords[rule]} ${namesOf(ruled)}.`]
  })
}

const ruleWords = {
  forbidden: 'From then on the terms rule out',
  no_choice: 'From then on the terms offer no choice about',
  open: 'From then on the terms leave a choice again about',
} as const

function namesOf(purposes: readonly PreviewedPurpose[]): string {
  return listOf(
    purposes.map(({ title, categories }) =>
      categories.length === 0
        ? lowerFirst(title)
        : `${lowerFirst(title)} (${categories.map(lowerFirst).join(', ')})`,
    ),
  )
}

function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

import { Suspense } from 'react'
import type { DeskCarried } from '#components/operator/carried-start.tsx'
import { PublicationImpact } from '#components/operator/publication-impact.tsx'
import { PublicationWords } from '#components/operator/publication-words.tsx'
import type { DeskReview } from '#components/operator/review-section.tsx'
import type { DeskChange } from '#components/operator/review-words.ts'
import { VersionDesk } from '#components/operator/version-desk.tsx'
import { clauseName, rowName } from '#components/terms/comparison/clause-names.ts'
import { WordChanges } from '#components/terms/comparison/word-changes.tsx'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import { Section } from '#components/ui/page-heading.tsx'
import { appContext } from '#lib/context.ts'
import type { OperatorPrincipal } from '#lib/domain/account/principal.ts'
import { language } from '#lib/language.ts'
import { apiPaths } from '#lib/paths.ts'
import type { OperatorVersionView } from '#lib/queries/operator-terms.ts'
import { findPublicationImpact } from '#lib/queries/publication-impact.ts'
import { findPublicationPreview } from '#lib/queries/publication-preview.ts'
import {
  findVersionReview,
  type ReviewedChangeView,
  type VersionReview,
} from '#lib/queries/version-review.ts'

/** What is done to a version before it is published, and its publication. */
export async function Desk({
  principal,
  found,
}: {
  principal: OperatorPrincipal
  found: OperatorVersionView
}) {
  const { version, catalogue, clauses, mapping, revision } = found
  const { documentSlug, number } = version
  const context = await appContext()
  const [review, preview] = await Promise.all([
    findVersionReview(principal, documentSlug, number, context),
    findPublicationPreview(principal, documentSlug, number, language, context),
  ])
  if (catalogue === null || preview === null || review === null) return <NoCatalogue />
  const { purposes, categories } = catalogue
  return (
    <VersionDesk
      number={number}
      clauses={clauses}
      catalogue={{ purposes, categories }}
      initial={mapping}
      revision={revision}
      carried={deskCarried(review)}
      review={deskReview(review, number, preview.isReviewOutdated)}
      publication={preview}
      urls={{
        mapping: apiPaths.operatorMapping(documentSlug, number),
        review: apiPaths.operatorReview(documentSlug, number),
        publication: apiPaths.operatorPublication(documentSlug, number),
        approvals: apiPaths.operatorApprovals(documentSlug, number),
      }}
      effect={<PublicationWords preview={preview} />}
      impact={
        <Suspense fallback={<p role="status">Counting the people who are asked again …</p>}>
          <Impact principal={principal} version={version} />
        </Suspense>
      }
    />
  )
}

/** Counted over everybody's choices, so the page does not wait for it. */
async function Impact({
  principal,
  version: { documentSlug, number },
}: {
  principal: OperatorPrincipal
  version: OperatorVersionView['version']
}) {
  const context = await appContext()
  const impact = await findPublicationImpact(principal, documentSlug, number, language, context)
  return impact === null ? null : <PublicationImpact impact={impact} />
}

function NoCatalogue() {
  return (
    <Section id="mapping" title="What its clauses are about">
      <NoticeBox kind="warn" title="There is no catalogue yet.">
        <p>
          It says what there is to map. Publish one on the command line: assent catalogue publish
          FILE.
        </p>
      </NoticeBox>
    </Section>
  )
}

function deskCarried({ carried, againstNumber }: VersionReview): DeskCarried | null {
  if (carried === null || againstNumber === null) return null
  const { mapping, gone } = carried
  return { from: againstNumber, mapping, gone: gone.map(clauseName) }
}

function deskReview(found: VersionReview, number: number, isOutdated: boolean): DeskReview {
  const { againstNumber: against, changes, replaced, judged, review, revision } = found
  const undecided = changes.filter(({ isDecided }) => !isDecided)
  const labels = { old: `Version ${against ?? ''}`, new: `Version ${number}` }
  const count = (verdict: string) =>
    changes.filter(({ change }) => change.verdict === verdict).length
  const said = undecided.flatMap((view) => {
    const { said: own } = view
    return own === null ? [] : [[keyOf(view), { effect: own.effect, note: own.note }] as const]
  })
  return {
    ...{ against, revision, isOutdated, isReplaced: replaced, isJudged: judged },
    changes: undecided.map((view) => deskChange(view, labels)),
    unchanged: count('unchanged'),
    formatted: count('formatting'),
    initial: { said: Object.fromEntries(said), summaries: review.summaries },
  }
}

function deskChange(
  view: ReviewedChangeView,
  labels: { readonly old: string; readonly new: string },
): DeskChange {
  const { change, names, before, after, reasons, purposes } = view
  const { verdict, effect: proposed, changes } = change
  return {
    key: keyOf(view),
    ...{ names, verdict, proposed, purposes },
    ...rowName({ from: before, to: after }),
    reasons: reasons.map(({ sentence }) => sentence),
    marks: verdict === 'moved' ? null : <WordChanges changes={changes} labels={labels} />,
  }
}

function keyOf({ names: { from, to } }: ReviewedChangeView): string {
  return to === null ? `was-${from ?? ''}` : `now-${to}`
}

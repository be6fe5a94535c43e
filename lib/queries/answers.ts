import type { Ceiling, ConsentStatus, PurposeKind } from '@assent/decision'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { CategoryGroup } from '#lib/domain/catalogue/catalogue.ts'
import {
  isLeftToMembers,
  type ChoiceAct,
  type MemberCell,
} from '#lib/domain/consent/member-consents.ts'
import { underRules, type RuledCell } from '#lib/domain/consent/member-rules.ts'
import { answerBasis } from '#lib/domain/consent/page-basis.ts'
import { carriedSentence, choiceLabels, controlSentences } from '#lib/domain/consent/sentences.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { catalogueIn, type Platform } from '#lib/domain/platform/platform.ts'
import { loadMemberConsents, type LoadedMember } from '#lib/store/consents.ts'
import { findStatedMinor } from '#lib/store/member-ages.ts'
import { featurePolicyIn, loadAccountPolicy, loadFeaturePolicies } from '#lib/store/policies.ts'
import type { QueryContext } from './context.ts'
import {
  ceilingOf,
  loadClauseViews,
  namesOf,
  noticeView,
  type ClauseView,
  type ClauseViews,
  type NoticeView,
} from './control-views.ts'

/** A member's own answers to one question: all features, or all sharing purposes. Plain data, fit for a client. */
export type AnswersView = {
  readonly operator: string
  readonly purposes: readonly PurposeAnswers[]
  /** What a yes on this page expects unchanged: of the features page. */
  readonly expected: string
}

export type PurposeAnswers = {
  readonly purpose: string
  readonly title: string
  readonly summary: string
  /** What a yes to this purpose alone expects unchanged: sharing purposes are answered one by one. */
  readonly expected: string
  readonly notice: NoticeView
  readonly clauses: readonly ClauseView[]
  readonly controls: readonly ControlView[]
}

/** One control and its state in words. A feature has one; a sharing purpose one a category. */
export type ControlView = {
  readonly purpose: string
  /** Null for a feature. */
  readonly category: string | null
  readonly categoryTitle: string | null
  readonly group: CategoryGroup | null
  readonly status: ConsentStatus
  readonly decision: 'permit' | 'deny'
  readonly permission: 'members_decide' | 'off' | null
  readonly ceiling: Ceiling
  /** Why it runs without a yes, where the account recorded another ground. */
  readonly otherGround: string | null
  /** May the person say yes here now? A no is always possible. */
  readonly mayInclude: boolean
  /** Does a rule of a kind stand in the way, whatever the person says? */
  readonly isRuledOut: boolean
  readonly labels: { readonly include: string; readonly leaveOut: string }
  /** The state as one sentence, what the person said, what happens now, and why they differ. */
  readonly sentences: {
    readonly control: string
    readonly said: string
    readonly now: string
    readonly why: readonly string[]
  }
  /** The person's last answer: when, under which versions of the terms, and the receipt it left. */
  readonly answered: {
    readonly at: Date
    readonly receiptId: string
    readonly under: readonly AnsweredUnder[]
  } | null
  readonly asked: { readonly at: Date } | null
  /** Where the terms changed under a yes that carries on: when, and what is to be said after it. */
  readonly carried: { readonly since: Date; readonly words: string } | null
}

/** A version of the terms that an answer was given under. */
export type AnsweredUnder = {
  readonly documentSlug: string
  readonly documentTitle: string
  readonly number: number
  /** False once another version of the document governs. */
  readonly isInForce: boolean
}

/** The member's page of one question, as it stands now. */
export async function getAnswers(
  principal: MemberPrincipal,
  question: Question,
  language: string,
  context: QueryContext,
): Promise<AnswersView> {
  const { accountId, subjectId } = principal
  const moment = { at: context.now(), before: null, language, digestOf: context.digestOf }
  const loaded = await loadMemberConsents(context.database, accountId, subjectId, moment)
  const kind = question === 'features' ? 'feature' : 'sharing'
  const cells = await cellsUnderRules(principal, loaded, kind, context)
  const clauses = await loadClauseViews(context, cells)
  const purposes = Map.groupBy(cells, (cell) => cell.question.purpose)
  return {
    operator: catalogueIn(loaded.platform)?.operator.name ?? '',
    expected: answerBasis(loaded.cells, kind, null, context.digestOf),
    purposes: [...purposes.values()].map((of) =>
      purposeAnswers(principal, of, loaded, clauses, context),
    ),
  }
}

/** What people are asked of this kind, with the rules that hold for this one. */
async function cellsUnderRules(
  { accountId, subjectId }: MemberPrincipal,
  { member, platform }: LoadedMember,
  kind: PurposeKind,
  { database }: QueryContext,
): Promise<readonly RuledCell[]> {
  const [{ regime, setting }, isMinor, policies] = await Promise.all([
    loadAccountPolicy(database, accountId),
    findStatedMinor(database, subjectId),
    loadFeaturePolicies(database, accountId),
  ])
  const catalogue = catalogueIn(platform)
  if (catalogue === null) return []
  const authorisationOf = (purpose: string) => featurePolicyIn(policies, purpose).authorisation
  return member
    .filter((cell) => cell.question.kind === kind)
    .map((cell) => underRules(cell, catalogue, { regime, setting, isMinor, authorisationOf }))
}

function purposeAnswers(
  principal: MemberPrincipal,
  cells: readonly RuledCell[],
  loaded: LoadedMember,
  clausesOf: ClauseViews,
  context: QueryContext,
): PurposeAnswers {
  const [first] = cells
  if (first === undefined) throw new Error('a purpose has at least one question')
  const operator = catalogueIn(loaded.platform)?.operator.name ?? ''
  const { kind, purpose } = first.question
  const clauses = cells.flatMap((cell) => clausesOf(cell))
  return {
    purpose,
    title: first.purpose.title,
    summary: first.purpose.summary,
    expected: answerBasis(loaded.cells, kind, purpose, context.digestOf),
    notice: noticeView(first, principal),
    clauses: [...new Map(clauses.map((each) => [each.digest + each.anchor, each])).values()],
    controls: cells.map((cell) => controlView(cell, operator, loaded.platform)),
  }
}

function controlView(
  cell: RuledCell,
  operator: string,
  { terms }: Pick<Platform, 'terms'>,
): ControlView {
  const { question, category, view, decision, permission, ground, lastChoice, carried } = cell
  const { rules, isAuthorised } = cell
  const names = namesOf(cell, operator)
  const ceiling = ceilingOf(cell.governingCeilings)
  return {
    purpose: question.purpose,
    category: question.category,
    categoryTitle: category?.title ?? null,
    group: category?.group ?? null,
    status: view.status,
    decision: decision.decision,
    permission,
    ceiling,
    otherGround: cell.otherGround,
    mayInclude: rules.length === 0 && ceilingOf(cell.ceilings) === 'open' && isLeftToMembers(cell),
    isRuledOut: rules.length > 0,
    labels: choiceLabels(names),
    sentences: controlSentences(names, {
      status: view.status,
      ground,
      decision,
      rules,
      isAuthorised,
    }),
    answered: lastChoice === null ? null : answeredView(lastChoice, terms, cell),
    asked: view.asked === null ? null : { at: new Date(view.asked.at) },
    carried:
      carried !== null && rules.length === 0
        ? { since: carried.since, words: carriedSentence(names, carried.narrowed) }
        : null,
  }
}

function answeredView(
  { at, eventId, termsVersionIds }: ChoiceAct,
  terms: Platform['terms'],
  { basis }: MemberCell,
) {
  const under = terms.filter(({ id }) => termsVersionIds.includes(id))
  return {
    at,
    receiptId: eventId,
    under: under.map(({ id, documentSlug, documentTitle, number }) => ({
      documentSlug,
      documentTitle,
      number,
      isInForce: basis.terms.some(({ versionId }) => versionId === id),
    })),
  }
}

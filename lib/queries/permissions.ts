import type { Ceiling, Permission } from '@assent/decision'
import { maySeeCounts, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import type { CategoryGroup } from '#lib/domain/catalogue/catalogue.ts'
import type { AccountCell } from '#lib/domain/consent/account-consents.ts'
import { askingModesFor, askingSentences, type AskingMode } from '#lib/domain/consent/asking.ts'
import { shownCount, type ShownCount } from '#lib/domain/consent/impact.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import { permissionBasis } from '#lib/domain/consent/page-basis.ts'
import { permissionSentences } from '#lib/domain/consent/sentences.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadNames } from '#lib/store/people.ts'
import { loadMembersOf } from './all-members.ts'
import type { QueryContext } from './context.ts'
import {
  ceilingOf,
  loadClauseViews,
  namesOf,
  noticeView,
  type ClauseView,
  type NoticeView,
} from './control-views.ts'

/** What an account permits on one question, with counts of its members' answers. Plain data. */
export type PermissionsView = {
  readonly operator: string
  readonly members: number
  readonly purposes: readonly PurposePermissions[]
}

export type PurposePermissions = {
  readonly purpose: string
  readonly title: string
  readonly summary: string
  /** What a change that widens expects unchanged. */
  readonly expected: string
  readonly notice: NoticeView
  readonly clauses: readonly ClauseView[]
  readonly asking: AskingView | null
  /** How members can be asked, each with what will then run. */
  readonly askingModes: readonly {
    readonly mode: AskingMode
    readonly sentences: readonly string[]
  }[]
  readonly settings: readonly SettingView[]
}

export type AskingView = {
  readonly mode: AskingMode
  readonly reference: string | null
  readonly at: Date
  readonly by: string | null
}

export type SettingView = {
  readonly category: string | null
  readonly categoryTitle: string | null
  readonly group: CategoryGroup | null
  readonly permission: Permission | null
  readonly ceiling: Ceiling
  readonly sentences: { readonly control: string; readonly now: string }
  readonly decidedAt: Date | null
  readonly decidedBy: string | null
  /** The signed document of the decision. */
  readonly receiptId: string | null
  /** How many members say yes; under five "not everyone". */
  readonly yes: ShownCount
  /** For how many it may be used now. */
  readonly included: ShownCount
}

/** Owner, admin and auditor see it; null for anyone else. */
export async function findPermissions(
  principal: MemberPrincipal,
  question: Question,
  language: string,
  context: QueryContext,
): Promise<PermissionsView | null> {
  if (!maySeeCounts(principal)) return null
  const loaded = await loadMembersOf(principal.accountId, language, context)
  const kind = question === 'features' ? 'feature' : 'sharing'
  const cells = loaded.cells.filter((cell) => cell.question.kind === kind)
  const clausesOf = await loadClauseViews(context, cells)
  const operator = catalogueIn(loaded.platform)?.operator.name ?? ''
  const actors = cells.flatMap((cell) => [cell.permissionAct?.actorId, cell.asking?.actorId])
  const names = await loadNames(
    context.database,
    actors.filter((id) => id != null),
  )
  const members = [...loaded.members.values()]
  const purposes = [...Map.groupBy(cells, (cell) => cell.question.purpose).entries()]
  return {
    operator,
    members: members.length,
    purposes: purposes.flatMap(([purpose, of]) => {
      const [first] = of
      if (first === undefined) return []
      const clauses = of.flatMap((cell) => clausesOf(cell))
      return {
        purpose,
        title: first.purpose.title,
        summary: first.purpose.summary,
        expected: permissionBasis(loaded.cells, kind, purpose, context.digestOf),
        notice: noticeView(first, principal),
        clauses: [...new Map(clauses.map((each) => [each.digest + each.anchor, each])).values()],
        asking: askingView(first, names),
        askingModes: askingModesFor(kind).map((mode) => ({
          mode,
          sentences: askingSentences(kind, mode, { purpose: first.purpose.title, operator }),
        })),
        settings: of.map((cell) => settingView(cell, members, operator, names)),
      }
    }),
  }
}

function askingView(cell: AccountCell, names: ReadonlyMap<string, string>): AskingView | null {
  const { asking } = cell
  if (asking === null) return null
  const { mode, reference, at, actorId } = asking
  return { mode, reference, at, by: nameOf(actorId, names) }
}

function settingView(
  cell: AccountCell,
  members: readonly (readonly MemberCell[])[],
  operator: string,
  names: ReadonlyMap<string, string>,
): SettingView {
  const { permission, permissionAct: act, ground } = cell
  const ceiling = ceilingOf(cell.ceilings)
  const own = members.flatMap((member) => member.filter((each) => isSame(each, cell)))
  return {
    category: cell.question.category,
    categoryTitle: cell.category?.title ?? null,
    group: cell.category?.group ?? null,
    permission,
    ceiling,
    sentences: permissionSentences(namesOf(cell, operator), { permission, ceiling, ground }),
    decidedAt: act?.at ?? null,
    decidedBy: nameOf(act?.actorId ?? null, names),
    receiptId: act?.eventId ?? null,
    yes: shownCount(own.filter(({ view }) => view.status === 'given').length, own.length),
    included: shownCount(
      own.filter(({ decision }) => decision.decision === 'permit').length,
      own.length,
    ),
  }
}

function nameOf(actorId: string | null, names: ReadonlyMap<string, string>): string | null {
  return actorId === null ? null : (names.get(actorId) ?? null)
}

function isSame(cell: AccountCell, other: AccountCell): boolean {
  return (
    cell.question.purpose === other.question.purpose &&
    cell.question.category === other.question.category
  )
}

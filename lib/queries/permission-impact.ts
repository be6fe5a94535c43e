import { mayPermit, type MemberPrincipal } from '#lib/domain/account/principal.ts'
import {
  permissionImpact,
  shownCount,
  stops,
  type PermissionChange,
  type ShownCount,
} from '#lib/domain/consent/impact.ts'
import type { MemberCell } from '#lib/domain/consent/member-consents.ts'
import type { AskingSetting, PermissionSetting } from '#lib/domain/consent/permission-plan.ts'
import { impactSentences } from '#lib/domain/consent/sentences.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { loadMembersOf } from './all-members.ts'
import type { QueryContext } from './context.ts'
import { namesOf } from './control-views.ts'

/** What a change of permissions would do, said before it is saved. Nothing is written. */
export type ImpactView = {
  readonly members: number
  readonly changes: readonly ImpactOfSetting[]
}

export type ImpactOfSetting = {
  readonly purpose: string
  readonly category: string | null
  readonly title: string
  readonly sentences: readonly string[]
  /** For how many members it may be used now, and after; masked under five. */
  readonly before: ShownCount
  readonly after: ShownCount
  readonly asked: ShownCount
  /** True where it is used for somebody today and for nobody after. */
  readonly stops: boolean
}

/** For owner and admin; null for anyone else. */
export async function findPermissionImpact(
  principal: MemberPrincipal,
  input: {
    readonly settings: readonly PermissionSetting[]
    readonly askings: readonly AskingSetting[]
    readonly language: string
  },
  context: QueryContext,
): Promise<ImpactView | null> {
  if (!mayPermit(principal)) return null
  const loaded = await loadMembersOf(principal.accountId, input.language, context)
  const members = [...loaded.members.values()]
  const operator = catalogueIn(loaded.platform)?.operator.name ?? ''
  const changes = input.settings.flatMap((setting) => {
    const cell = loaded.cells.find(({ question }) => isAbout(question, setting))
    if (cell === undefined) return []
    const asking = input.askings.find(({ purpose }) => purpose === setting.purpose)?.mode ?? null
    const change: PermissionChange = {
      permission: setting.kind,
      asking: setting.kind === 'off' ? null : asking,
      at: context.now().toISOString(),
    }
    const own = members.flatMap((member) =>
      member.filter((each) => isAbout(each.question, setting)),
    )
    const impact = permissionImpact(change, own.map(memberNow))
    const names = namesOf(cell, operator)
    return {
      purpose: setting.purpose,
      category: setting.category,
      title: [cell.purpose.title, cell.category?.title].filter(Boolean).join(': '),
      sentences: impactSentences(names, change, impact),
      before: shownCount(impact.permittedBefore, impact.members),
      after: shownCount(impact.permittedAfter, impact.members),
      asked: shownCount(impact.membersToAsk, impact.members),
      stops: stops(impact),
    }
  })
  return { members: members.length, changes }
}

function memberNow(cell: MemberCell) {
  return {
    question: {
      kind: cell.question.kind,
      ceilings: cell.governingCeilings,
      account: cell.permission,
      groups: cell.groups,
      ground: cell.ground,
      member: cell.view.status,
    },
    askedAt: cell.view.asked?.at ?? null,
  }
}

function isAbout(
  question: { readonly purpose: string; readonly category: string | null },
  about: { readonly purpose: string; readonly category: string | null },
): boolean {
  return question.purpose === about.purpose && question.category === about.category
}

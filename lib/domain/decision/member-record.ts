import { CONSENT_STATUSES } from '@assent/decision'
import { foldStatus, withStaleness, type StatusView } from '#lib/domain/consent/fold-status.ts'
import {
  questionActs,
  type ChoiceAct,
  type MemberHistory,
  type RequestAct,
} from '#lib/domain/consent/member-consents.ts'
import type { PermissionAct } from '#lib/domain/consent/account-consents.ts'
import { groupLocks, groupsIn, type GroupHistory } from '#lib/domain/consent/group-locks.ts'
import { questionName, type Published } from './asked-cells.ts'
import type { ChangeDraft } from './change-draft.ts'
import type { BasisBook } from './yes-basis.ts'

/** What is stored of a member; acts in the order of the record. */
export type MemberFacts = {
  readonly accountId: string
  readonly subjectId: string
  readonly externalId: string | null
  /** They are a member no more, or were erased. */
  readonly hasLeft: boolean
  readonly choices: readonly ChoiceAct[]
  readonly requests: readonly RequestAct[]
  /** Of their account, at least about each question that was ever turned off. */
  readonly permissions: readonly PermissionAct[]
  readonly groups: GroupHistory
  /** As the platform stated; null: as their account has it. */
  readonly isMinor: boolean | null
}

type Telling = {
  readonly published: Published
  /** At which position catalogues were published and uses ended. */
  readonly positions: ReadonlyMap<string, number>
  readonly bases: BasisBook
}

/** A member and all that they answered, whole. */
export function addMember(draft: ChangeDraft, member: MemberFacts, telling: Telling): void {
  const { accountId: account, subjectId: id, externalId, hasLeft } = member
  const answers = hasLeft ? [] : answersOf(draft, member, telling)
  const external = hasLeft ? null : externalId
  draft.add({
    type: 'member',
    account,
    id,
    external,
    left: hasLeft,
    groups: hasLeft ? [] : groupsIn(member.groups),
    minor: hasLeft ? null : member.isMinor,
    answers,
  })
}

function answersOf(draft: ChangeDraft, member: MemberFacts, telling: Telling): readonly number[] {
  const { choices, requests } = member
  const permissions = [...member.permissions, ...groupLocks(member.groups)]
  const { positions, published } = telling
  const history: MemberHistory = { choices, requests, permissions, positions, erasure: null }
  const asked = new Map([...requests, ...choices].map((act) => [questionName(act), act]))
  return [...asked.values()].flatMap(({ purpose, category }) => {
    // Neither a feature nor sharing: what is folded is the same.
    const question = { kind: 'feature' as const, purpose, category }
    const acts = questionActs(published.platform, question, history)
    const last = acts.at(-1)
    if (last === undefined) return []
    // Seen at its last act: from then on time is for whoever answers.
    const view = foldStatus(acts, { position: null, at: last.at })
    const yes = choices.findLast(
      (act) => act.kind === 'give' && act.purpose === purpose && act.category === category,
    )
    const basis =
      view.status === 'given' && yes !== undefined
        ? telling.bases.numberOf(draft, yes, published, positions)
        : 0
    return [draft.questionNumber(question), statusNumber(view), basis, expirySeconds(view)]
  })
}

/** Asked again after a yes, they have been told once it is needed again. */
function statusNumber(view: StatusView): number {
  const number = CONSENT_STATUSES.indexOf(view.status)
  const isAskedAgain = view.status === 'given' && withStaleness(view, true).status === 'requested'
  return isAskedAgain ? number + CONSENT_STATUSES.length : number
}

/** Rounded down, so that no yes outlasts itself. */
function expirySeconds({ status, answer }: StatusView): number {
  const expiresAt = status === 'given' ? (answer?.expiresAt ?? null) : null
  return expiresAt === null ? 0 : Math.floor(Date.parse(expiresAt) / 1000)
}

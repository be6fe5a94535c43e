import { basicsOf, unanswered, whyNotNow } from './answer-parts.ts'
import { answerReason, opinionOf, type AnswerCode } from './answer-reason.ts'
import type { Answer, CategoryAnswer, Obligation } from './answer.ts'
import { hostSentence, personSentence } from './host-sentence.ts'
import { meetingFacts } from './meeting-facts.ts'
import type { MeetingState, Plan } from './snapshot-parts.ts'
import { planOf } from './plan.ts'
import type { FeatureInMeeting } from './question.ts'
import { resolveFeature, type FeatureResolution } from './resolve-feature.ts'
import type { MeetingFacts, ResolvedMeeting } from './resolved-meetings.ts'
import type { Snapshot } from './snapshot.ts'

/** May the feature run in the meeting; or, asked for one participant, may it take in this one's part? */
export function evaluateMeeting(
  snapshot: Snapshot,
  question: FeatureInMeeting,
  now: number,
): Answer {
  const found = findMeeting(snapshot, question, now)
  if (typeof found === 'string') return unanswered(snapshot, question.purpose, found, now)
  const { plan, meeting, notice } = found
  const resolved = resolveMeeting(snapshot, plan, meeting, now)
  if (typeof resolved === 'string') return unanswered(snapshot, question.purpose, resolved, now)
  const { facts, resolution } = resolved
  const answer = {
    decision: resolution.decision,
    opinion: resolution.opinion,
    purpose: plan.purpose.key,
    mode: resolution.mode,
    categories: categoriesOf(plan, resolution),
    reasons: resolution.reasons,
    ...basicsOf(snapshot, 'feature', now, facts.changesAt),
    roster: meeting.roster,
    obligations: obligationsOf(plan, notice, resolution),
    sentence: hostSentence(plan.purpose.title, resolution),
  }
  const { participant } = question
  return participant === undefined ? answer : forOne(answer, plan, facts, participant)
}

type Found = { readonly plan: Plan; readonly meeting: MeetingState; readonly notice: string }

function findMeeting(
  snapshot: Snapshot,
  { meeting: id, account, roster, purpose, participant }: FeatureInMeeting,
  now: number,
): Found | AnswerCode {
  const plan = planOf(snapshot, purpose, null)
  if (typeof plan === 'string') return plan
  const why = whyNotNow(snapshot, 'feature', now)
  if (why !== null) return why
  const meeting = snapshot.meetingOf(id, account ?? null)
  if (meeting === null) return 'UNKNOWN_MEETING'
  if (roster !== meeting.roster)
    return typeof roster === 'number' && roster < meeting.roster
      ? 'ROSTER_BEHIND'
      : 'ROSTER_UNKNOWN'
  if (participant !== undefined && meeting.participants.get(participant)?.isPresent !== true)
    return 'UNKNOWN_PARTICIPANT'
  const { notice } = plan.purpose
  return notice === null ? 'NO_NOTICE' : { plan, meeting, notice }
}

/** The code where the state does not know the host's account. */
function resolveMeeting(
  snapshot: Snapshot,
  plan: Plan,
  meeting: MeetingState,
  now: number,
): ResolvedMeeting | AnswerCode {
  const occasion = { meeting, plan, position: snapshot.position, now }
  const known = snapshot.resolved.find(occasion)
  if (known !== null) return known
  const facts = meetingFacts(snapshot, plan, meeting, now)
  if (typeof facts === 'string') return facts
  const resolved = { facts, resolution: resolveFeature(facts.question) }
  snapshot.resolved.keep(occasion, resolved)
  return resolved
}

function categoriesOf(plan: Plan, resolution: FeatureResolution): readonly CategoryAnswer[] {
  if (resolution.decision === 'deny') return plan.denied
  const leftOut = resolution.leftOut.length
  if (leftOut === 0) return plan.permitted
  return plan.permitted.map(({ category }) => ({ category, decision: 'partial', leftOut }))
}

function obligationsOf(
  { purpose, always }: Plan,
  notice: string,
  { decision, untold, leftOut, listening }: FeatureResolution,
): readonly Obligation[] {
  const obligations: Obligation[] = []
  if (untold.length > 0) obligations.push({ type: 'show_notice', notice, participants: untold })
  if (leftOut.length > 0)
    obligations.push({
      type: 'leave_out',
      categories: purpose.categories,
      participants: leftOut,
    })
  if (listening.length > 0) obligations.push({ type: 'listen_only', participants: listening })
  return decision === 'permit' ? [...obligations, ...always] : obligations
}

/** The same meeting, asked for one who is in it: left out is a no, and the others are nobody's matter. */
function forOne(answer: Answer, plan: Plan, facts: MeetingFacts, id: string): Answer {
  const code = answer.decision === 'permit' ? facts.codeOf(id, answer.mode) : null
  const isIn = answer.decision === 'permit' && code === null
  const mine = answer.obligations.flatMap((each): readonly Obligation[] =>
    each.type === 'show_notice' && each.participants.includes(id)
      ? [{ ...each, participants: [id] }]
      : [],
  )
  return {
    ...answer,
    decision: isIn ? 'permit' : 'deny',
    opinion: isIn ? 'GRANT' : code === null ? answer.opinion : opinionOf(code),
    categories: isIn ? plan.permitted : plan.denied,
    reasons: isIn ? [] : code === null ? answer.reasons : [answerReason(code)],
    obligations: isIn ? mine : [],
    sentence: personSentence(plan.purpose.title, isIn),
  }
}

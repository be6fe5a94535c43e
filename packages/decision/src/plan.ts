import type { AnswerCode } from './answer-reason.ts'
import { itemSentence, personSentence } from './host-sentence.ts'
import type { Plan, PurposeState, QuestionState } from './snapshot-parts.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * A feature is asked as a whole, sharing by category: anything else is not known, and so is whatever
 * the operator said nothing about.
 */
export function planOf(
  snapshot: Snapshot,
  purpose: string,
  category: string | null,
): Plan | AnswerCode {
  const { lastPlan } = snapshot
  if (lastPlan !== null && lastPlan.purpose.key === purpose && lastPlan.category === category)
    return lastPlan
  const kept = snapshot.plans.get(purpose)?.get(category)
  if (kept !== undefined) return (snapshot.lastPlan = kept)
  const plan = makePlan(snapshot, purpose, category)
  if (typeof plan === 'string') return plan
  const ofPurpose = snapshot.plans.get(purpose) ?? new Map<string | null, Plan>()
  snapshot.plans.set(purpose, ofPurpose.set(category, plan))
  return plan
}

function makePlan(snapshot: Snapshot, key: string, category: string | null): Plan | AnswerCode {
  const purpose = snapshot.purposes.get(key)
  if (purpose === undefined) return 'UNKNOWN_PURPOSE'
  const isFeature = purpose.kind === 'feature'
  if (isFeature !== (category === null)) return 'UNKNOWN_CATEGORY'
  const categories = category === null ? purpose.categories : [category]
  const asked = isFeature ? [null] : sourcesOf(snapshot, purpose, categories)
  const questions = asked.map((each) => knownQuestion(snapshot, key, each))
  const [first, ...rest] = questions.filter((each) => each !== null)
  if (first === undefined || rest.length + 1 < questions.length)
    return isFeature ? 'UNKNOWN_PURPOSE' : 'UNKNOWN_CATEGORY'
  const { title } = purpose
  return {
    purpose,
    category,
    questions: [first, ...rest],
    needsConsent: categories.some((each) => snapshot.categories.get(each)?.needsConsent !== false),
    permitted: categories.map((each) => ({ category: each, decision: 'permit', leftOut: 0 })),
    denied: categories.map((each) => ({ category: each, decision: 'deny', leftOut: 0 })),
    always: purpose.output ? [{ type: 'mark_output', ...purpose.output }] : NOTHING,
    permittedSentence: isFeature ? personSentence(title, true) : itemSentence(title, []),
    deniedSentence: personSentence(title, false),
  }
}

const NOTHING: Plan['always'] = []

/** Of a category that is not known, none; of one that the purpose does not take, none either. */
function sourcesOf(
  snapshot: Snapshot,
  purpose: PurposeState,
  categories: readonly string[],
): readonly string[] {
  return categories
    .filter((each) => purpose.categories.includes(each))
    .flatMap((each) => snapshot.categories.get(each)?.sources ?? [])
}

/** One that its terms are known of. */
function knownQuestion(
  snapshot: Snapshot,
  purpose: string,
  category: string | null,
): QuestionState | null {
  const question = snapshot.questionAt(purpose, category)
  return question === null || question.ceilings === null ? null : question
}

import type { JsonObject } from '@assent/receipt'
import type { WithdrawalEffect } from '#lib/domain/catalogue/catalogue.ts'
import { listAt, nodeAt, textAt } from './receipt-nodes.ts'

/** What a withdrawal asks of a party, or leaves with it, in the notice's words. */
export type EffectLine = {
  readonly effect: WithdrawalEffect['effect']
  readonly sentence: string
  /** ISO 8601, from the withdrawal on; null for at once, or for good. */
  readonly within: string | null
  /** By when it is due, in ISO 8601; null where nothing was withdrawn, and where the person has to ask first. */
  readonly dueBy: string | null
}

/** In the notice's order, but for what remains, which comes last. */
export function effectsIn(control: JsonObject): EffectLine[] {
  // Neither is in a statement of a refusal, nor in one of before it was said.
  const lists = ['dpv:hasObligation', 'dpv:hasConsequence'].filter((list) => list in control)
  return lists.flatMap((list) => listAt(control, list)).map(effectLine)
}

function effectLine(node: JsonObject): EffectLine {
  return {
    effect: textAt(node, 'effect') as EffectLine['effect'],
    sentence: textAt(node, 'dct:description'),
    within: 'dpv:hasDuration' in node ? textAt(nodeAt(node, 'dpv:hasDuration'), 'rdf:value') : null,
    dueBy: 'dueBy' in node ? textAt(node, 'dueBy') : null,
  }
}

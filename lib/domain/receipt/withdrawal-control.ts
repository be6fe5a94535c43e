import type { Notice, Party, WithdrawalEffect } from '#lib/domain/catalogue/catalogue.ts'
import { addDuration } from '#lib/domain/consent/instant.ts'
import type { ChoiceKind } from '#lib/domain/ledger/act.ts'
import { instant, type StatementDocument } from './statement.ts'

/**
 * How a yes is withdrawn and what that does: what was done before stays lawful (GDPR, Article 7(3)), and
 * each party that the notice names is asked what the notice says. Of a withdrawal, with the day by
 * which that is due; of a yes, with how long it will take; a refusal took nothing back.
 */
export function withdrawalControl(
  choice: { readonly kind: ChoiceKind; readonly notice: Notice },
  { controller, controlUrl, at }: { controller: Party; controlUrl: string; at: Date },
): StatementDocument {
  const { kind, notice } = choice
  const control = {
    '@type': 'dpv:WithdrawConsent',
    'dpv:isExercisedAt': { '@id': controlUrl },
    'dct:description': notice.withdrawal,
  }
  if (kind === 'refuse') return control
  const withdrawnAt = kind === 'withdraw' ? instant(at) : null
  const nodes = effectsOf(notice, controller).map((effect) => ({
    asks: effect.effect !== 'remains',
    node: effectNode(effect, withdrawnAt),
  }))
  return {
    ...control,
    effectOnPast: {
      ...(withdrawnAt === null ? {} : { doneBefore: withdrawnAt }),
      'dpv:hasLawfulness': { '@id': 'dpv:Lawful' },
      'dct:references': [{ '@id': 'eu-gdpr:A7-3' }],
    },
    'dpv:hasObligation': nodes.filter(({ asks }) => asks).map(({ node }) => node),
    'dpv:hasConsequence': nodes.filter(({ asks }) => !asks).map(({ node }) => node),
  }
}

/** A notice that does not say it party by party promises its retention: from then on nothing older is left. */
function effectsOf(notice: Notice, controller: Party): readonly WithdrawalEffect[] {
  const { sentence, duration } = notice.retention
  const said = notice.afterWithdrawal ?? [
    { effect: 'erase', party: controller.id, sentence, within: duration },
  ]
  return said.map((each) => (each.party === 'account' ? { ...each, party: controller.id } : each))
}

function effectNode(
  { effect, party, sentence, within }: WithdrawalEffect,
  withdrawnAt: string | null,
): StatementDocument {
  const isErasure = effect === 'erase' || effect === 'erase_on_request'
  return {
    '@type': effect === 'remains' ? 'dpv:Consequence' : 'dpv:Obligation',
    effect,
    'dct:description': sentence,
    'dpv:hasResponsibleEntity': { '@id': party },
    ...(isErasure ? { 'dpv:hasProcessing': [{ '@id': 'dpv:Erase' }] } : {}),
    ...(within === null
      ? {}
      : { 'dpv:hasDuration': { '@type': 'dpv:TemporalDuration', 'rdf:value': within } }),
    // Whoever has to be asked first has no day yet.
    ...(withdrawnAt === null || effect === 'erase_on_request' || effect === 'remains'
      ? {}
      : {
          dueBy:
            within === null ? withdrawnAt : instant(new Date(addDuration(withdrawnAt, within))),
        }),
  }
}

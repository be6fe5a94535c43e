import type { CatalogueCode, ConsentCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About answers, permissions and requests. */
export const consentProblems: Record<CatalogueCode | ConsentCode, Problem> = {
  unknown_purpose: {
    status: 422,
    title: 'Nothing of this name is asked about',
    detail: 'The catalogue has no such feature or purpose.',
  },
  unknown_category: {
    status: 422,
    title: 'No kind of data has this name',
    detail: 'The catalogue has no such kind of data for this purpose.',
  },
  purpose_ended: {
    status: 409,
    title: 'This use has ended',
    detail: 'The platform has ended this use for good, so nobody can turn it on.',
  },
  prohibited_by_terms: {
    status: 409,
    title: 'The terms rule this out',
    detail: 'The terms forbid this use, so nobody can turn it on.',
  },
  no_choice_offered: {
    status: 409,
    title: 'The terms offer no choice here',
    detail: 'The terms offer no choice about this, so there is nothing to say yes to.',
  },
  not_permitted: {
    status: 409,
    title: 'Your account does not permit this',
    detail: 'Your account has not left this to its members, so a yes cannot be recorded.',
  },
  mixed_question: {
    status: 422,
    title: 'These are separate questions',
    detail: 'Answer each sharing purpose on its own.',
  },
  answered_meanwhile: {
    status: 409,
    title: 'You answered this elsewhere meanwhile',
    detail: 'Another answer of yours came first, perhaps in another tab. Load the page and look.',
  },
  asking_required: {
    status: 422,
    title: 'Say how members are to be asked',
    detail: 'For each thing you permit, choose how members are to be asked.',
  },
  other_ground_for_sharing: {
    status: 422,
    title: 'Sharing needs an answer of each person',
    detail: 'Another recorded ground can be chosen for features, not for sharing.',
  },
  reference_required: {
    status: 422,
    title: 'Say where the other ground is recorded',
    detail: 'Give a reference that one can look up, such as a works-council agreement.',
  },
  not_a_feature: {
    status: 422,
    title: 'This is no AI feature',
    detail:
      'How people are treated is set for AI features. Sharing rests on each person’s own yes.',
  },
  ground_needed: {
    status: 409,
    title: 'This needs another ground than consent',
    detail:
      'Record the ground first, where you say how members are asked. In other organisations’ meetings there is none.',
  },
  not_observed: {
    status: 409,
    title: 'Decisions about this account hold',
    detail:
      'Runs are reported only while an account watches decisions. Now every decision is to be followed.',
  },
  import_unknown: {
    status: 404,
    title: 'No settings wait here',
    detail:
      'They were decided about already, or newer ones took their place. Load the page and look.',
  },
  admin_needed: {
    status: 403,
    title: 'This needs an act of an owner or admin',
    detail:
      'Software can make this narrower by itself. To allow more, name in “by” the admin who decided it, or import it for one of them to confirm.',
  },
  nobody_to_ask: {
    status: 409,
    title: 'There is nobody to ask',
    detail: 'Everyone has answered, or was asked not long ago.',
  },
  catalogue_missing: {
    status: 409,
    title: 'Nothing is asked about yet',
    detail: 'There is no catalogue yet. Publish one first: assent catalogue publish FILE.',
  },
  catalogue_invalid: {
    status: 422,
    title: 'The catalogue is not complete',
    detail: 'Something in the catalogue is wrong or missing.',
  },
  catalogue_unchanged: {
    status: 409,
    title: 'This catalogue is published already',
    detail: 'The catalogue that holds says exactly this. Nothing was published.',
  },
}

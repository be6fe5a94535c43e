import type { JsonObject, StatementKind } from '@assent/receipt'
import type { FeatureMode, Permission } from '@assent/decision'
import { modeSentence } from '#lib/domain/account/policy-sentences.ts'
import { listAt, nodeAt, textAt } from './receipt-nodes.ts'

/** What an account decided about how its people are asked and treated, as its document says it. */
export type PolicyContent =
  | {
      readonly kind: 'account_policy'
      readonly regime: string
      readonly setting: string | null
      readonly unknownPlaceIsStrict: boolean
    }
  | {
      readonly kind: 'feature_policy'
      readonly policies: readonly FeaturePolicyLine[]
      /** Where they come from that the platform brought along; null where they are the account's own. */
      readonly source: string | null
    }
  | {
      readonly kind: 'observation'
      /** In ISO 8601; null where decisions hold from then on. */
      readonly until: string | null
    }
  | {
      readonly kind: 'group'
      readonly name: string
      readonly settings: readonly GroupLine[]
      readonly joined: number
      readonly left: number
    }

export type FeaturePolicyLine = {
  readonly purpose: string
  readonly mode: FeatureMode | null
  readonly elsewhere: Permission | null
  readonly elsewhereMode: FeatureMode | null
  readonly authorisation: string | null
}

export type GroupLine = {
  readonly purpose: string
  readonly category: string | null
  readonly permission: Permission
}

type PolicyStatement = {
  readonly about: string
  readonly state: string
  readonly more: readonly string[]
}

/** Null where the statement is of another kind. */
export function policyContent(kind: StatementKind, document: JsonObject): PolicyContent | null {
  switch (kind) {
    case 'AccountPolicyDocument':
      return {
        kind: 'account_policy',
        regime: textAt(document, 'regime'),
        setting: textOrNull(document, 'setting'),
        unknownPlaceIsStrict: document['unknownPlaceIsStrict'] === true,
      }
    case 'FeaturePolicyDocument':
      return {
        kind: 'feature_policy',
        policies: listAt(document, 'policies').map((each) => ({
          purpose: textAt(each, 'purpose'),
          mode: textOrNull(each, 'featureMode') as FeatureMode | null,
          elsewhere: textOrNull(each, 'elsewhere') as Permission | null,
          elsewhereMode: textOrNull(each, 'elsewhereMode') as FeatureMode | null,
          authorisation: textOrNull(each, 'authorisation'),
        })),
        source: sourceIn(document),
      }
    case 'ObservationDocument':
      return { kind: 'observation', until: textOrNull(document, 'until') }
    case 'GroupDocument':
      return groupContent(document)
    default:
      return null
  }
}

function groupContent(document: JsonObject): PolicyContent {
  const members = listAt(document, 'members').map((each) => textAt(each, 'role'))
  const joined = members.filter((role) => role !== 'none').length
  return {
    kind: 'group',
    name: textAt(nodeAt(document, 'group'), 'dct:title'),
    settings: listAt(document, 'policies').map((each) => ({
      purpose: textAt(each, 'purpose'),
      category: textOrNull(each, 'category'),
      permission: textAt(each, 'permission') as Permission,
    })),
    joined,
    left: members.length - joined,
  }
}

/** Null where the statement names none: the settings are the account's own. */
export function sourceIn(document: JsonObject): string | null {
  return 'dct:source' in document ? textAt(nodeAt(document, 'dct:source'), 'dct:title') : null
}

export function sourceStatements(source: string | null): PolicyStatement[] {
  if (source === null) return []
  const more = ['The platform brought them along, and this act took them over.']
  return [{ about: 'Where these settings come from', state: `${source}.`, more }]
}

function textOrNull(node: JsonObject, member: string): string | null {
  return member in node ? textAt(node, member) : null
}

/** What was decided, a sentence a thing. */
export function policyStatements(
  content: PolicyContent,
  dayWords: (at: string) => string,
): PolicyStatement[] {
  switch (content.kind) {
    case 'account_policy':
      return accountPolicyStatements(content)
    case 'feature_policy':
      return [...content.policies.map(featurePolicyStatement), ...sourceStatements(content.source)]
    case 'observation':
      return [
        content.until === null
          ? { about: 'Decisions of the platform', state: 'they hold.', more: [] }
          : {
              about: 'Decisions of the platform',
              state: `only watched until ${dayWords(content.until)}.`,
              more: ['Until then each is worked out and shown, and the platform follows none.'],
            },
      ]
    case 'group':
      return groupStatements(content)
  }
}

type Of<Kind extends PolicyContent['kind']> = Extract<PolicyContent, { kind: Kind }>

function accountPolicyStatements(content: Of<'account_policy'>): PolicyStatement[] {
  const { regime, setting, unknownPlaceIsStrict } = content
  return [
    { about: 'Rules for your people', state: REGIMES[regime] ?? `${wordsOf(regime)}.`, more: [] },
    ...(setting === null
      ? []
      : [
          {
            about: 'Where your people meet',
            state: `${setting.replaceAll('_', ' ')}.`,
            more: ['What is ruled out in such a place stays off.'],
          },
        ]),
    {
      about: 'Somebody whose place is not known',
      state: unknownPlaceIsStrict
        ? 'counts as in a place that wants everyone’s yes.'
        : 'counts like anybody else.',
      more: [],
    },
  ]
}

const REGIMES: Readonly<Record<string, string>> = {
  none: 'no special ones.',
  minors: 'those for people under age.',
  healthcare: 'those for health data.',
}

function featurePolicyStatement(policy: FeaturePolicyLine): PolicyStatement {
  const { purpose, mode, elsewhere, elsewhereMode, authorisation } = policy
  return {
    about: wordsOf(purpose),
    state:
      mode === null
        ? 'treats your people as it does by itself.'
        : `${modeSentence(mode, false).toLowerCase()}.`,
    more: [
      elsewhere === null
        ? 'In other organisations’ meetings nothing is decided yet, which counts as off.'
        : `In other organisations’ meetings: ${PERMISSIONS[elsewhere]}.`,
      ...(elsewhereMode === null
        ? []
        : [`There at least: ${modeSentence(elsewhereMode, false).toLowerCase()}.`]),
      ...(authorisation === null ? [] : [`Authorised by ${authorisation}.`]),
    ],
  }
}

const PERMISSIONS: Readonly<Record<Permission, string>> = {
  members_decide: 'your members decide for themselves',
  off: 'off for all of your people',
}

/** How many came in or left, and never who. */
function groupStatements({ name, settings, joined, left }: Of<'group'>): PolicyStatement[] {
  const moved = [
    ...(joined === 0 ? [] : [`${peopleWords(joined)} came in`]),
    ...(left === 0 ? [] : [`${peopleWords(left)} left`]),
  ]
  return [
    {
      about: `The group ${name}`,
      state: moved.length === 0 ? 'its people are the same.' : `${moved.join(', ')}.`,
      more: [],
    },
    ...settings.map(({ purpose, category, permission }) => ({
      about: category === null ? wordsOf(purpose) : `${wordsOf(purpose)}: ${spaced(category)}`,
      state:
        permission === 'off' ? 'off for everyone in the group.' : 'not off for the group any more.',
      more:
        permission === 'off'
          ? ['Every yes of theirs to it ends with this act. To lift it brings no yes back.']
          : ['What your organisation has off stays off.'],
    })),
  ]
}

function peopleWords(count: number): string {
  return count === 1 ? '1 person' : `${String(count)} people`
}

/** A key as words: the document holds no title. */
function wordsOf(key: string): string {
  const text = spaced(key)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function spaced(key: string): string {
  return key.replaceAll('_', ' ')
}

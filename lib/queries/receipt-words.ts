import { policyStatements, sourceStatements } from './receipt-policies.ts'
import type { ReceiptContent, TermsReference } from './receipt-content.ts'

/** What a receipt says, before it is said in words. */
export type Said = { readonly termsVersions: readonly TermsReference[] } & ReceiptContent

type Of<Kind extends ReceiptContent['kind']> = Extract<Said, { kind: Kind }>

/** A receipt in words: what its page, its card in the drawer and its paper have in common. */
export type ReceiptWords = {
  /** What it is, as a heading. */
  readonly title: string
  /** What kind of paper it is, by the law's word where the law has one. */
  readonly paperKind: string
  /** Whose document it is: a person's own, or their organisation's. */
  readonly owner: 'Yours' | 'Your organisation’s'
  readonly statements: readonly ReceiptStatement[]
}

export function receiptWords(said: Said): ReceiptWords {
  const { kind } = said
  return {
    title: receiptTitle(said),
    paperKind: kinds[said.kind],
    owner: OF_ACCOUNT.includes(kind) ? 'Your organisation’s' : 'Yours',
    statements: receiptStatements(said),
  }
}

const OF_ACCOUNT: readonly Said['kind'][] = [
  'permission',
  'acceptance',
  'erasure',
  'account_policy',
  'feature_policy',
  'observation',
  'group',
]

/** What a receipt says of one thing: "Meeting summary: **you said yes.**", and what goes with it. */
export type ReceiptStatement = {
  readonly about: string
  readonly state: string
  readonly more: readonly string[]
}

function receiptTitle(receipt: Said): string {
  switch (receipt.kind) {
    case 'consent':
      return receipt.question === 'features'
        ? 'Your answer about AI features'
        : `Your answer about sharing for ${lowerFirst(receipt.purposes[0]?.title ?? 'a purpose')}`
    case 'permission':
      return receipt.question === 'features'
        ? 'What your organisation permits: AI features'
        : 'What your organisation permits: content sharing'
    case 'acceptance':
      return `${acceptanceWords[receipt.answer].title}: ${termsNamed(receipt)}`
    case 'membership':
      return membershipTitle(receipt)
    default:
      return recordTitles[receipt.kind]
  }
}

/** What was decided, as few sentences as it takes: kinds of content that were answered alike are one. */
function receiptStatements(receipt: Said): ReceiptStatement[] {
  switch (receipt.kind) {
    case 'consent':
      return consentStatements(receipt)
    case 'permission':
      return permissionStatements(receipt)
    case 'acceptance':
      return [acceptanceStatement(receipt)]
    case 'erasure':
      return [
        {
          about: 'A member of your organisation',
          state: 'erased.',
          more: [
            `The sealed evidence of what they chose is kept until ${dayWords(receipt.keepUntil)}.`,
          ],
        },
      ]
    case 'account_policy':
    case 'feature_policy':
    case 'observation':
    case 'group':
      return policyStatements(receipt, dayWords)
    case 'erasure_request':
      return [{ about: 'Your erasure', state: 'asked for.', more: [] }]
    case 'inspection':
      return [
        {
          about: 'Your record',
          state: 'opened by an auditor of your organisation.',
          more: ['Who it was and why stands in your record.'],
        },
      ]
    default:
      return []
  }
}

const kinds = {
  consent: 'Consent receipt',
  permission: 'Permission',
  acceptance: 'Answer to terms',
  membership: 'Membership',
  inspection: 'Inspection',
  signing_key: 'Signing key',
  request: 'Request',
  publication: 'Publication',
  approval: 'Approval',
  activation: 'Terms in force',
  ending: 'Ending of a use',
  catalogue: 'Publication',
  api_key: 'Key',
  erasure_request: 'Request',
  erasure: 'Erasure',
  evidence_opening: 'Evidence opened',
  account_policy: 'Rules for asking',
  feature_policy: 'How features treat people',
  observation: 'Watching only',
  group: 'Group',
  display: 'A notice shown in a meeting',
} as const satisfies Record<ReceiptContent['kind'], string>

const recordTitles = {
  request: 'Members were asked',
  publication: 'Terms were published',
  approval: 'A second person approved terms',
  activation: 'Terms took force',
  ending: 'A use was ended for everyone',
  catalogue: 'Questions and notices were published',
  erasure_request: 'You asked to be erased',
  erasure: 'A member was erased',
  evidence_opening: 'Sealed evidence was opened',
  inspection: 'Your record was opened',
  api_key: 'A key of the platform was made or revoked',
  signing_key: 'A signing key began or ended',
  account_policy: 'The rules under which your people are asked',
  feature_policy: 'How AI features treat your people',
  observation: 'Until when your organisation only watches',
  group: 'Who is in a group, and what is off for it',
  display: 'That a notice was shown in a meeting',
} as const

function membershipTitle({ isNew, role }: Of<'membership'>): string {
  if (role === null) return 'The account was opened'
  if (role === 'none') return 'Your membership ended'
  return isNew ? `You were added as ${role}` : `You were made ${role}`
}

function consentStatements({ question, purposes }: Of<'consent'>): ReceiptStatement[] {
  if (question === 'features')
    return purposes.map(({ title, choice, categories }) => ({
      about: title,
      state: choiceSentences[choice],
      more: [`It works with ${listOf(categories.map((each) => lowerFirst(each.title)))}.`],
    }))
  const alike = Map.groupBy(purposes, ({ purpose, choice }) => `${purpose} ${choice}`)
  return [...alike.values()].flatMap((lines) => {
    const [first] = lines
    if (first === undefined) return []
    const content = lines.flatMap(({ categories }) => categories.map(({ title }) => title))
    const about = `Sharing ${listOf(content.map(lowerFirst))} for ${lowerFirst(first.title)}`
    return [{ about, state: choiceSentences[first.choice], more: [] }]
  })
}

const choiceSentences = {
  give: 'you said yes.',
  refuse: 'you said no.',
  withdraw: 'you took your yes back.',
} as const

/** How members are asked stands with the permission that it came with. */
function permissionStatements({ purposes, asking, source }: Of<'permission'>): ReceiptStatement[] {
  const alike = Map.groupBy(purposes, ({ purpose, choice }) => `${purpose} ${choice}`)
  const settings = [...alike.values()].flatMap((lines) => {
    const [first] = lines
    if (first === undefined) return []
    const { purpose, title, choice } = first
    const content = lines.flatMap(({ category }) => category?.replaceAll('_', ' ') ?? [])
    const asked = choice === 'off' ? undefined : asking.find((each) => each.purpose === purpose)
    return [
      {
        about: title,
        state: choice === 'off' ? 'off for everyone.' : 'members decide for themselves.',
        more: [
          ...(content.length === 0 ? [] : [`About ${listOf(content)}.`]),
          ...(asked === undefined ? [] : [askingSentence(asked)]),
          ...(choice === 'off' ? [ENDED] : []),
        ],
      },
    ]
  })
  return [...settings, ...sourceStatements(source)]
}

/** What an off does (lib/domain/README.md): nobody's own act, so a yes is revoked by it and not withdrawn. */
const ENDED =
  'Every yes to it ends with this act. What was done before stays lawful, and permitting it again brings no yes back.'

function askingSentence({ mode, reference }: Of<'permission'>['asking'][number]): string {
  if (mode === 'other_ground')
    return `It runs on another recorded ground until a member objects: ${reference ?? ''}.`
  return mode === 'ask_now' ? 'Members were asked.' : 'Nobody was asked yet.'
}

/** Of who puts off deciding, no name and no authority is asked. */
function acceptanceStatement(receipt: Of<'acceptance'>): ReceiptStatement {
  const signed = [receipt.signedBy, receipt.authority].filter((part) => part !== '')
  return {
    about: termsNamed(receipt),
    state: acceptanceWords[receipt.answer].state,
    more: [
      ...(receipt.until === null ? [] : [`Put off until ${dayWords(receipt.until)}.`]),
      ...(signed.length === 0 ? [] : [`Signed by ${signed.join(', ')}.`]),
    ],
  }
}

const acceptanceWords = {
  accept: { title: 'Terms accepted', state: 'accepted for the organisation.' },
  decline: { title: 'Terms declined', state: 'declined for the organisation.' },
  later: { title: 'Terms put off', state: 'to be decided later.' },
} as const

function termsNamed({ termsTitle, termsVersions }: Of<'acceptance'>): string {
  const [version] = termsVersions
  return version === undefined ? termsTitle : `${termsTitle}, version ${String(version.number)}`
}

/** "2 March 2026", in UTC, like every day that is shown. */
export function dayWords(at: Date | string): string {
  return day.format(new Date(at))
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** "2 March 2026, 09:15:04 UTC". */
export function instantWords(at: Date | string): string {
  return `${dayWords(at)}, ${new Date(at).toISOString().slice(11, 19)} UTC`
}

/** Words as one enumeration: "audio, video and chat". */
function listOf(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'conjunction' }).format(words)
}

function lowerFirst(text: string): string {
  return /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLowerCase() + text.slice(1)
}

import {
  findCategory,
  findPurpose,
  questionsOf,
  type Catalogue,
} from '#lib/domain/catalogue/catalogue.ts'
import type { ShownCount } from '#lib/domain/consent/impact.ts'
import { choiceWords } from '#lib/domain/record/act-sentence.ts'
import type { StoredAct } from '#lib/store/record.ts'

/** What an act was about, a line a thing; of requests only those to `askedOnly`, or all where it is null. */
export function recordDetails(
  act: StoredAct,
  catalogue: Catalogue | null,
  askedOnly: string | null,
): string[] {
  const asked = act.requests.filter(
    ({ subjectId }) => askedOnly === null || subjectId === askedOnly,
  )
  return [
    ...groupedLines(
      catalogue,
      act.permissions.map((row) => ({ ...row, words: permissionWords(row, act.askings) })),
    ),
    ...groupedLines(
      catalogue,
      asked.map((row) => ({ ...row, words: null })),
    ),
    ...groupedLines(
      catalogue,
      act.choices.map((row) => ({ ...row, words: choiceWords[row.kind] })),
    ),
    ...(act.accountPolicy === null ? [] : accountPolicyLines(act.accountPolicy)),
    ...act.featurePolicies.flatMap((row) => featurePolicyLines(row, catalogue)),
    ...groupLines(act, catalogue, askedOnly),
    ...(act.ending === null ? [] : [`Reason: ${act.ending.reason}`]),
    ...(act.reason === null ? [] : [`Reason: ${act.reason.text}`]),
    ...(act.conveyance === null ? [] : [conveyanceLine(act.conveyance)]),
    ...importLines(act.importConfirmation),
    ...erasureLines(act.erasure),
    ...signatureLines(act.acceptanceSignature),
  ]
}

/** Who else came in or left is not for a reader of their own acts alone. */
function groupLines(
  { groupMembers, groupPermissions }: StoredAct,
  catalogue: Catalogue | null,
  only: string | null,
): string[] {
  const set = groupPermissions.map(({ kind, ...row }) => ({ ...row, words: GROUP_WORDS[kind] }))
  const own = groupMembers.filter(({ subjectId }) => subjectId === only)
  if (only !== null)
    return [
      ...groupedLines(catalogue, set),
      ...own.map(({ isIn }) => (isIn ? 'You came in' : 'You left')),
    ]
  const came = groupMembers.filter(({ isIn }) => isIn).length
  const counts = [
    [came, 'came in'],
    [groupMembers.length - came, 'left'],
  ] as const
  const said = counts.flatMap(([count, did]) =>
    count === 0 ? [] : [`${count === 1 ? '1 person' : `${String(count)} people`} ${did}`],
  )
  return [...groupedLines(catalogue, set), ...said]
}

const GROUP_WORDS = {
  members_decide: 'not off for the group any more',
  off: 'off for everyone in the group',
} as const

function conveyanceLine({ apiKey, method }: NonNullable<StoredAct['conveyance']>): string {
  return `Done ${methodWords[method] ?? 'there'}, and handed over by ${apiKey.name}.`
}

/** Whoever the sentence names confirmed them. */
function importLines(confirmed: StoredAct['importConfirmation']): string[] {
  if (confirmed === null) return []
  return [`Brought along by the platform and taken over by this: ${confirmed.import.source}`]
}

const methodWords: Readonly<Record<string, string>> = {
  client: 'in the platform’s own client',
  web: 'on the platform’s own page',
  keypad: 'by telephone',
  link: 'by a link from the platform',
}

function accountPolicyLines({
  regime,
  setting,
  unknownPlaceIsStrict,
}: NonNullable<StoredAct['accountPolicy']>): string[] {
  return [
    regimeWords[regime] ?? regime,
    ...(setting === null ? [] : [`Setting: ${setting.replaceAll('_', ' ')}`]),
    unknownPlaceIsStrict
      ? 'An unknown place counts as one that wants everyone’s consent'
      : 'An unknown place counts as any other',
  ]
}

const regimeWords: Readonly<Record<string, string>> = {
  none: 'No special rules',
  minors: 'Rules for people under age',
  healthcare: 'Rules for health data',
}

function featurePolicyLines(
  row: StoredAct['featurePolicies'][number],
  catalogue: Catalogue | null,
): string[] {
  const said = [
    row.mode === null ? [] : `in our meetings: ${modeWords(row.mode)}`,
    row.elsewhere === null ? [] : `elsewhere: ${elsewhereWords[row.elsewhere]}`,
    row.elsewhereMode === null ? [] : `elsewhere at least: ${modeWords(row.elsewhereMode)}`,
    row.authorisation === null ? [] : `authorised by ${row.authorisation}`,
  ].flat()
  return [`${purposeTitle(catalogue, row.purpose)}: ${said.join('; ')}`]
}

const elsewhereWords = {
  members_decide: 'members decide for themselves',
  off: 'off for everyone',
} as const

function modeWords(mode: string): string {
  return mode.replaceAll('-', ' ')
}

/** To how many a request went, as a reader who sees counts may know it. */
export function askedLine({
  asked,
  isReaderAsked,
}: {
  readonly asked: ShownCount
  readonly isReaderAsked: boolean
}): string {
  const also = isReaderAsked ? ' You were.' : ''
  if (asked.shown === 'everyone') return 'Everyone was asked.'
  if (asked.shown === 'not_everyone') return `Not everyone was asked.${also}`
  return `${String(asked.count)} of ${String(asked.of)} members were asked.${also}`
}

type Row = {
  readonly purpose: string
  readonly category: string | null
  readonly words: string | null
}

/** One line for each purpose and what was said of it, however many categories that is about. */
function groupedLines(catalogue: Catalogue | null, rows: readonly Row[]): string[] {
  const groups = Map.groupBy(rows, ({ purpose, words }) => `${purpose} ${words ?? ''}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const title = purposeTitle(catalogue, first.purpose)
    const categories = [...new Set(group.flatMap(({ category }) => category ?? []))]
    const about = aboutWords(catalogue, first.purpose, categories)
    return [[title + about, first.words].filter((part) => part !== null).join(': ')]
  })
}

function aboutWords(
  catalogue: Catalogue | null,
  purpose: string,
  categories: readonly string[],
): string {
  if (categories.length === 0) return ''
  const asked =
    catalogue === null
      ? []
      : questionsOf(catalogue, 'sharing').filter((question) => question.purpose === purpose)
  if (asked.length > 1 && asked.length === categories.length) return ', every kind of content'
  return ` (${categories.map((category) => categoryTitle(catalogue, category)).join(', ')})`
}

/** How members are to be asked belongs to the permission that it came with. */
function permissionWords(
  { purpose, kind }: StoredAct['permissions'][number],
  askings: StoredAct['askings'],
): string {
  if (kind === 'off') return 'off for everyone'
  const asking = askings.find((each) => each.purpose === purpose)
  return asking === undefined
    ? 'members decide for themselves'
    : `members decide for themselves${askingWords(asking)}`
}

function askingWords({ mode, reference }: StoredAct['askings'][number]): string {
  if (mode === 'other_ground') return `; it rests on another ground, ${reference ?? ''}`
  return mode === 'ask_now' ? ', and are asked' : ', and nobody is asked yet'
}

function erasureLines(erasure: StoredAct['erasure']): string[] {
  if (erasure === null) return []
  return [`The sealed evidence of what they chose is kept until ${day.format(erasure.keepUntil)}.`]
}

/** "8 December 2026", in UTC, like every day that is shown. */
const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** Of who puts off deciding no name is asked, and an erased one is gone. */
function signatureLines(signature: StoredAct['acceptanceSignature']): string[] {
  const parts = [signature?.name ?? '', signature?.authority ?? ''].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`Signed as ${parts.join(', ')}`]
}

function purposeTitle(catalogue: Catalogue | null, key: string): string {
  return (catalogue === null ? null : findPurpose(catalogue, key)?.title) ?? key
}

function categoryTitle(catalogue: Catalogue | null, key: string): string {
  return ((catalogue === null ? null : findCategory(catalogue, key)?.title) ?? key).toLowerCase()
}

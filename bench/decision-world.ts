import { readFileSync } from 'node:fs'
import { CONSENT_STATUSES, STATE_FORMAT, type StateRecord } from '@assent/decision'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'

/** The state of a platform of so many members, line by line: half of them in one account, the rest in accounts of a thousand. */
export function* worldLines(members: number): Generator<string> {
  const catalogue = JSON.parse(readFileSync('prisma/catalogue.json', 'utf8')) as Catalogue
  const questions = questionsIn(catalogue)
  yield line({
    format: STATE_FORMAT,
    after: null,
    position: 1,
    questions,
    bases: questions.map((_, i) => `basis-${i}`),
  })
  let records = 0
  for (const record of recordsOf(catalogue, questions, members)) {
    yield line(record)
    records++
  }
  yield line({ type: 'end', records, position: 1 })
}

export function memberId(i: number): string {
  // As long and as spread as a UUID.
  const digits = (Math.imul(i + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
  return `${digits}-0000-7000-8000-${i.toString(16).padStart(12, '0')}`
}

export function accountId(i: number, members: number): string {
  return i < members / 2 ? 'account-large' : `account-${Math.floor(i / 1_000)}`
}

/** How many questions each member has answered: all features, and one sharing purpose in every category. */
const ANSWERED = 15

type Question = readonly [purpose: string, category: string | null]

function questionsIn({ purposes, categories }: Catalogue): readonly Question[] {
  const sources = categories.filter(({ derivedFrom }) => derivedFrom.length === 0)
  return purposes.flatMap(({ key, kind }): readonly Question[] =>
    kind === 'feature' ? [[key, null]] : sources.map((source) => [key, source.key] as const),
  )
}

function* recordsOf(
  catalogue: Catalogue,
  questions: readonly Question[],
  members: number,
): Generator<StateRecord> {
  yield* published(catalogue, questions)
  const accounts = new Set(Array.from({ length: members }, (_, i) => accountId(i, members)))
  for (const id of accounts) yield* account(id, questions)
  for (let i = 0; i < members; i++) yield member(i, members)
}

function* published(
  { purposes, categories }: Catalogue,
  questions: readonly Question[],
): Generator<StateRecord> {
  yield { type: 'rules', everyoneAgreesIn: ['US-CA'], openLabels: [] }
  yield { type: 'terms', spans: [[0, ['terms-1']]] }
  for (const { key, kind, title, categories: taken } of purposes)
    yield { type: 'purpose', key, kind, title, notice: key, categories: taken, ruledOutIn: [] }
  for (const { key, derivedFrom } of categories)
    yield {
      type: 'category',
      key,
      sources: derivedFrom.length === 0 ? [key] : derivedFrom,
      needsConsent: false,
    }
  for (const question of questions.keys()) {
    yield { type: 'question', question, ceilings: [[0, 'open']] }
    yield {
      type: 'basis',
      id: `basis-${question}`,
      question,
      ceiling: 'open',
      staleFrom: null,
      coversElsewhere: false,
    }
  }
}

function* account(id: string, questions: readonly Question[]): Generator<StateRecord> {
  yield {
    type: 'account',
    id,
    external: `org-${id}`,
    closed: false,
    regime: 'none',
    setting: null,
    authorised: [],
    unknownPlaceIsStrict: false,
    observedUntil: null,
  }
  for (const question of questions.keys())
    yield {
      type: 'permission',
      account: id,
      question,
      permission: 'members_decide',
      ground: 'consent',
      mode: null,
      elsewhere: 'members_decide',
      elsewhereMode: null,
      offAt: null,
      elsewhereOffAt: null,
    }
}

function member(i: number, members: number): StateRecord {
  const answers: number[] = []
  for (let question = 0; question < ANSWERED; question++) {
    const status = (i + question) % 10 === 0 ? REFUSED : GIVEN
    answers.push(question, status, question + 1, 4_000_000_000 + i)
  }
  return {
    type: 'member',
    account: accountId(i, members),
    id: memberId(i),
    external: `u_${i}`,
    left: false,
    groups: [],
    minor: null,
    answers,
  }
}

const GIVEN = CONSENT_STATUSES.indexOf('given')
const REFUSED = CONSENT_STATUSES.indexOf('refused')

function line(json: unknown): string {
  return `${JSON.stringify(json)}\n`
}

import type { Answer, CategoryAnswer } from './answer.ts'

/**
 * The members of `answerJson` but for `decision`, as JSON text without braces: for whoever answers tens of
 * thousands a second. Whatever is not ASCII is escaped, so that the text takes a byte a character.
 */
export function answerMembers(answer: Answer): string {
  const { mode, roster, reasons, obligations, observedUntil } = answer
  return (
    `"purpose":${quoted(answer.purpose)}` +
    (mode === null ? '' : `,"mode":"${mode}"`) +
    `,"categories":${listOf(answer.categories)}` +
    `,"reasons":${reasons.length === 0 ? '[]' : escaped(JSON.stringify(reasons))}` +
    `,"terms_versions":${versionsOf(answer.termsVersions)}` +
    `,"revision":${answer.revision}` +
    (roster === null ? '' : `,"roster":${roster}`) +
    `,"evaluated_at":"${instant(answer.evaluatedAt)}","valid_until":"${instant(answer.validUntil)}"` +
    (observedUntil === null ? '' : `,"observed_until":"${instant(observedUntil)}"`) +
    `,"state_age_ms":${JSON.stringify(answer.stateAge)}` +
    `,"obligations":${obligationsOf(obligations)},"sentence":${quoted(answer.sentence)}`
  )
}

/** A text as a JSON string of ASCII. The same few come again and again: purposes, categories, sentences. */
export function quoted(text: string): string {
  const known = quotations.get(text)
  if (known !== undefined) return known
  const quotation = escaped(JSON.stringify(text))
  if (text.length > QUOTED_MAX) return quotation
  if (quotations.size >= QUOTATIONS_MAX) quotations.clear()
  quotations.set(text, quotation)
  return quotation
}

const QUOTATIONS_MAX = 2_000
/** Whoever asks about something unknown may call it whatever they like. */
const QUOTED_MAX = 500
const quotations = new Map<string, string>()

function escaped(json: string): string {
  if (!/[^\x00-\x7F]/.test(json)) return json
  let text = ''
  for (let at = 0; at < json.length; at++) {
    const unit = json.charCodeAt(at)
    text += unit < 0x80 ? (json[at] ?? '') : `\\u${unit.toString(16).padStart(4, '0')}`
  }
  return text
}

function listOf(categories: readonly CategoryAnswer[]): string {
  const items = categories.map(
    ({ category, decision, leftOut }) =>
      `{"category":${quoted(category)},"decision":"${decision}","left_out":${leftOut}}`,
  )
  return `[${items.join()}]`
}

/** A list of terms is the same for every answer until the next publication. */
function versionsOf(versions: readonly string[]): string {
  if (versions !== lastVersions) {
    lastVersions = versions
    lastVersionsText = escaped(JSON.stringify(versions))
  }
  return lastVersionsText
}

let lastVersions: readonly string[] = []
let lastVersionsText = '[]'

function obligationsOf(obligations: Answer['obligations']): string {
  if (obligations.length === 0) return '[]'
  return escaped(JSON.stringify(obligations.map((each) => ({ id: each.type, ...each }))))
}

function instant(ms: number): string {
  const known = instants.get(ms)
  if (known !== undefined) return known
  if (instants.size >= INSTANTS_MAX) instants.clear()
  const text = new Date(ms).toISOString()
  instants.set(ms, text)
  return text
}

const INSTANTS_MAX = 64
const instants = new Map<number, string>()

import { obligationJson, type Answer, type CategoryAnswer } from './answer.ts'

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
    `,"evaluated_at":"${evaluatedAt.text(answer.evaluatedAt)}","valid_until":"${validUntil.text(answer.validUntil)}"` +
    (observedUntil === null ? '' : `,"observed_until":"${new Date(observedUntil).toISOString()}"`) +
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
  let items = ''
  for (const { category, decision, leftOut } of categories)
    items +=
      (items === '' ? '' : ',') +
      `{"category":${quoted(category)},"decision":"${decision}","left_out":${leftOut}}`
  return `[${items}]`
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
  return escaped(JSON.stringify(obligations.map(obligationJson)))
}

/** Many are answered in the same millisecond. */
class LastInstant {
  #ms = NaN
  #text = ''

  text(ms: number): string {
    if (ms !== this.#ms) {
      this.#ms = ms
      this.#text = new Date(ms).toISOString()
    }
    return this.#text
  }
}

const evaluatedAt = new LastInstant()
const validUntil = new LastInstant()

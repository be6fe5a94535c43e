import type { z } from 'zod'
import { clearItems, type ItemOutcome } from '#lib/commands/clear-items.ts'
import type { AppContext } from '#lib/context.ts'
import { askDecisionPoint } from '#lib/delivery/ask-decision-point.ts'
import type { ApiClient } from '#lib/domain/account/principal.ts'
import type { ManifestItem } from '#lib/domain/content/manifest-item.ts'
import { fieldErrors, plainMessage, unstorableText } from '#lib/http/field-errors.ts'
import { HttpProblem, type FieldError } from '#lib/http/problem.ts'
import type { Line } from '#lib/http/spooled-lines.ts'

/** How much of it is asked about at once: the decision point answers a thousand questions in one request. */
const EVALUATIONS_AT_ONCE = 900
const ITEMS_MAX = 1_000_000

/** A line as it is to be cleared, or what is wrong with it. */
export type Wish =
  | { readonly line: number; readonly item: ManifestItem; readonly purposes: readonly string[] }
  | { readonly line: number; readonly errors: readonly FieldError[] }

/** One line out for one line in, in their order. A line that is not understood is none that is permitted. */
export async function* clearanceLines(
  client: ApiClient,
  wishes: AsyncGenerator<Wish>,
  { request, context }: { readonly request: Request; readonly context: AppContext },
): AsyncGenerator<Uint8Array> {
  let batch: Wish[] = []
  let evaluations = 0
  for await (const wish of wishes) {
    const more = 'item' in wish ? wish.item.categories.length * wish.purposes.length : 0
    // Lines that ask nothing are answered in batches too: a manifest of faults is not kept in memory.
    const isFull = batch.length === EVALUATIONS_AT_ONCE || evaluations + more > EVALUATIONS_AT_ONCE
    if (batch.length > 0 && isFull) {
      yield await clearBatch(client, batch, { request, context })
      ;[batch, evaluations] = [[], 0]
    }
    batch.push(wish)
    evaluations += more
  }
  if (batch.length > 0) yield await clearBatch(client, batch, { request, context })
}

export async function* wishesIn<Read>(
  lines: AsyncGenerator<Line>,
  schema: z.ZodType<Read>,
  wishOf: (read: Read, line: number) => Wish,
): AsyncGenerator<Wish> {
  for await (const { number: line, text } of lines) {
    if (line > ITEMS_MAX) {
      yield { line, errors: [{ field: '', message: 'A manifest has at most 1,000,000 lines.' }] }
      return
    }
    if (text?.trim() === '') continue
    const value = text === null ? undefined : parsed(text)
    const faults = value === undefined ? [NO_JSON] : unstorableText(value)
    const read = schema.safeParse(value, { error: plainMessage })
    if (faults.length > 0) yield { line, errors: faults }
    else if (read.success) yield wishOf(read.data, line)
    else yield { line, errors: fieldErrors(read.error) }
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const NO_JSON: FieldError = { field: '', message: 'This line is not JSON, or too long.' }

async function clearBatch(
  client: ApiClient,
  batch: readonly Wish[],
  { request, context }: { readonly request: Request; readonly context: AppContext },
): Promise<Uint8Array> {
  const key = request.headers.get('authorization') ?? `Bearer ${request.headers.get('x-api-key')}`
  const ask = (evaluations: readonly object[]) =>
    askDecisionPoint(context.decisionPointUrl, key, evaluations)
  const found = new Map<Wish, ItemOutcome>()
  // Of a check every line has a purpose of its own, of a manifest all have the same.
  for (const [, wishes] of Map.groupBy(batch, purposesOf)) {
    const named = wishes.flatMap((wish) => ('item' in wish ? [wish] : []))
    const [first] = named
    if (first === undefined) continue
    const items = named.map(({ item }) => item)
    const cleared = await clearItems(client, { items, purposes: first.purposes, ask }, context)
    if (!cleared.ok) throw new HttpProblem(cleared.code)
    for (const [place, outcome] of cleared.value.entries()) {
      const wish = named[place]
      if (wish !== undefined) found.set(wish, outcome)
    }
  }
  const lines = batch.map((wish) => JSON.stringify(found.get(wish) ?? refusedLine(wish)))
  return new TextEncoder().encode(`${lines.join('\n')}\n`)
}

function purposesOf(wish: Wish): string {
  return 'item' in wish ? wish.purposes.join(',') : ''
}

function refusedLine(wish: Wish): object {
  const errors = 'errors' in wish ? wish.errors : []
  return { line: wish.line, decision: 'deny', reason: 'NOT_UNDERSTOOD', errors }
}

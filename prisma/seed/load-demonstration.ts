import { activateTerms } from '#lib/commands/activate-terms.ts'
import { addStaff } from '#lib/commands/add-staff.ts'
import type { Context } from '#lib/commands/context.ts'
import type { LedgerKeys } from '#lib/signing/ledger-keys.ts'
import { sequenceEntries } from '#lib/commands/sequence-entries.ts'
import { dueActivations, inForceFrom } from '#lib/domain/platform/platform.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { findPersonByEmail, findStaffSubject } from '#lib/store/people.ts'
import { perform } from './perform.ts'
import type { Story, StoryAct } from './story.ts'

const second = 1000
const minute = 60 * second

/** When the story begins: the operator's staff join before anything is published. */
export function beginningOf(story: Story): Date {
  const first = story.acts[0]?.at ?? new Date(0)
  return new Date(first.getTime() - 30 * minute)
}

/**
 * Loads the story through the commands, each act at its own instant, and enters each in the ledger.
 *
 * A load that was cut off is finished, not begun again: what is written is signed and immutable, and
 * the running programs' role can delete none of it. Since no two acts of the story have one instant,
 * the instants on record say how far it came. Answers how many acts it carried out.
 */
export async function loadDemonstration(
  story: Story,
  context: Context & { readonly keys: LedgerKeys },
  onProgress: (done: number, of: number) => void,
): Promise<number> {
  await addEveryStaff(story, context)
  const acts = story.acts.flatMap(stepsOf)
  const recorded = await recordedInstants(context)
  const from = acts.findLastIndex(({ at }) => recorded.has(at.getTime())) + 1
  for (const [i, act] of acts.entries()) {
    if (i < from) continue
    await activateDue(act.at, context)
    // The story was told before a second person's approval could be asked for: the setting is for what comes after.
    const then = { ...context, now: () => act.at, fourEyes: false }
    const outcome = await perform(story, act, then)
    if (!outcome.ok) throw new Error(`${act.at.toISOString()} ${act.act}: ${outcome.code}`)
    await sequenceEntries(then)
    onProgress(i + 1, acts.length)
  }
  // What an earlier load appended as it was cut off may still wait for its place.
  await sequenceEntries({ ...context, now: () => acts.at(-1)?.at ?? context.now() })
  return acts.length - from
}

/** What the worker does as the days come: each version takes force on record at its own instant. */
async function activateDue(
  until: Date,
  context: Context & { readonly keys: LedgerKeys },
): Promise<void> {
  const [next] = dueActivations(await loadPlatform(context.database), until)
  if (next === undefined) return
  const then = { ...context, now: () => inForceFrom(next) }
  await activateTerms(then)
  await sequenceEntries(then)
  await activateDue(until, context)
}

/** Permitting asks by itself, and every purpose is asked about by an act of its own. */
function stepsOf(act: StoryAct): StoryAct[] {
  if (act.act !== 'ask') return [act]
  if (act.afterPermit) return []
  return act.about.map((about, i) => ({
    ...act,
    about: [about],
    at: new Date(act.at.getTime() + i * second),
  }))
}

async function addEveryStaff(
  story: Story,
  context: Context & { readonly keys: LedgerKeys },
): Promise<void> {
  const staff = story.people.filter((person) => person.staff !== undefined)
  for (const [i, { name, email }] of staff.entries()) {
    const known = await findPersonByEmail(context.database, email)
    if (known !== null && (await findStaffSubject(context.database, known.id)) !== null) continue
    const then = {
      ...context,
      now: () => new Date(beginningOf(story).getTime() + i * minute),
    }
    const added = await addStaff({ kind: 'command_line' }, { name, email }, then)
    if (!added.ok) throw new Error(`${email}: ${added.code}`)
    await sequenceEntries(then)
  }
}

async function recordedInstants({ database }: Context): Promise<ReadonlySet<number>> {
  const { rows } = await database.pool.query<{ at: Date }>('SELECT at FROM event')
  return new Set(rows.map(({ at }) => at.getTime()))
}

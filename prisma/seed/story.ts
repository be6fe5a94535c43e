import { readFileSync } from 'node:fs'
import { z } from 'zod'

// The demonstration as it is written down: prisma/demonstration.json, whose `shape` says the same in words.

const instant = z.iso.datetime().transform((at) => new Date(at))
const role = z.enum(['owner', 'admin', 'auditor', 'member'])
const question = z.enum(['features', 'sharing'])
const about = { purpose: z.string(), categories: z.array(z.string()).nullable() }
const common = { at: instant, by: z.string() }
const inAccount = { ...common, account: z.string() }

const act = z.discriminatedUnion('act', [
  z.strictObject({ ...common, act: z.literal('publish_catalogue'), file: z.string() }),
  z.strictObject({
    ...common,
    act: z.literal('publish_terms'),
    document: z.string(),
    version: z.number(),
    file: z.string(),
    mapping: z.string(),
    effectiveAt: instant,
    /** Where the operator says otherwise than was proposed, by the clause's id. */
    verdicts: z
      .array(
        z.strictObject({
          clause: z.string(),
          effect: z.enum(['widens', 'narrows']).nullable(),
          note: z.string(),
        }),
      )
      .default([]),
    summary: z.string().optional(),
    approvedBy: z.string().optional(),
  }),
  z.strictObject({ ...inAccount, act: z.literal('create_account') }),
  z.strictObject({ ...inAccount, act: z.literal('add_member'), person: z.string(), role }),
  z.strictObject({
    ...inAccount,
    act: z.literal('change_role'),
    person: z.string(),
    role: z.enum([...role.options, 'none']),
  }),
  z.strictObject({
    ...inAccount,
    act: z.literal('answer_terms'),
    document: z.string(),
    version: z.number(),
    answer: z.enum(['accept', 'decline', 'later']),
    name: z.string().default(''),
    authority: z.string().default(''),
  }),
  z.strictObject({
    ...inAccount,
    act: z.literal('permit'),
    question,
    permissions: z.array(z.strictObject({ ...about, kind: z.enum(['members_decide', 'off']) })),
    asking: z.array(
      z.strictObject({
        purpose: z.string(),
        mode: z.enum(['ask_now', 'other_ground', 'not_yet']),
        reference: z.string().nullable(),
      }),
    ),
  }),
  z.strictObject({
    ...inAccount,
    act: z.literal('ask'),
    question,
    about: z.array(z.strictObject(about)),
    members: z.literal('everyone'),
    afterPermit: z.boolean(),
  }),
  z.strictObject({
    ...inAccount,
    act: z.literal('choose'),
    question,
    choices: z.array(z.strictObject({ ...about, intent: z.enum(['include', 'leave_out']) })),
  }),
  z.strictObject({ ...inAccount, act: z.literal('withdraw_everything') }),
  z.strictObject({
    ...inAccount,
    act: z.literal('open_record'),
    member: z.string(),
    reason: z.string(),
  }),
])

const story = z.object({
  accounts: z.array(
    z.object({
      slug: z.string(),
      name: z.string(),
      address: z.string(),
      email: z.string(),
      url: z.string(),
    }),
  ),
  people: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      email: z.string(),
      staff: z.string().optional(),
    }),
  ),
  acts: z.array(act).min(1),
})

export type Story = z.infer<typeof story>
export type StoryAct = Story['acts'][number]
export type ActOf<Kind extends StoryAct['act']> = Extract<StoryAct, { act: Kind }>

/** @throws where the acts are not in the order of their instants: a load that was cut off goes on by them */
export function readStory(): Story {
  const read = story.parse(JSON.parse(readFileSync('prisma/demonstration.json', 'utf8')))
  const late = read.acts.find((each, i) => each.at <= (read.acts[i - 1]?.at ?? new Date(0)))
  if (late !== undefined) throw new Error(`the act of ${late.at.toISOString()} is out of order`)
  return read
}

/** One for each category, or one for the purpose as a whole. */
export function eachAbout<About extends { purpose: string; categories: string[] | null }>(
  abouts: readonly About[],
): (Omit<About, 'categories'> & { category: string | null })[] {
  return abouts.flatMap(({ categories, ...rest }) =>
    (categories ?? [null]).map((category) => ({ ...rest, category })),
  )
}

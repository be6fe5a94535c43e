import { z } from 'zod'
import { DEVICES } from '#lib/domain/meeting/meeting-change.ts'

const id = z.string().min(1).max(200)
const key = z.string().min(1).max(200)
const feature = z.string().min(1).max(100)
/** ISO 8601 with a time zone. */
const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const stated = { key, at: instant.optional() }
const label = z.string().min(1).max(100).nullable().default(null)
const leavesOut = z.array(z.string().min(1).max(100)).max(100).default([])

const participant = {
  ...stated,
  participant: id,
  /** By the platform's own id, the short name or the id here; left out for a guest. */
  account: id.optional(),
  member: id.optional(),
  device: z.enum(DEVICES).default('client'),
  canBeAsked: z.boolean().optional(),
  place: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/, 'A place is a code of ISO 3166, such as DE or US-CA.')
    .nullable()
    .default(null),
  minor: z.boolean().nullable().default(null),
}

const turned = { ...stated, feature, participant: id.nullable().default(null) }

const meetingChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('invited'), ...participant }),
  z.strictObject({ kind: z.literal('joined'), ...participant }),
  z.strictObject({ kind: z.literal('left'), ...stated, participant: id }),
  z.strictObject({ kind: z.literal('host_changed'), ...stated, participant: id.nullable() }),
  z.strictObject({ kind: z.literal('feature_announced'), ...turned }),
  z.strictObject({ kind: z.literal('feature_started'), ...turned }),
  z.strictObject({ kind: z.literal('feature_stopped'), ...turned }),
  z.strictObject({
    kind: z.literal('described'),
    ...stated,
    label,
    forMinors: z.boolean().default(false),
    leavesOut,
  }),
  z.strictObject({ kind: z.literal('ended'), ...stated }),
])

const changes = z
  .array(meetingChange)
  .max(1000)
  .refine(isEachKeyOnce, 'Each change has a key of its own.')

function isEachKeyOnce(given: readonly { readonly key: string }[]): boolean {
  return new Set(given.map((each) => each.key)).size === given.length
}

/** A meeting and, with it, what has happened in it so far. */
export const meetingInput = z.strictObject({
  account: id,
  /** The platform's own id of the meeting. */
  meeting: id,
  label,
  forMinors: z.boolean().default(false),
  /** Categories out of which the platform can leave a person. */
  leavesOut,
  changes: changes.default([]),
})

export type MeetingInput = z.output<typeof meetingInput>

export const meetingChangesInput = z.strictObject({ changes: changes.min(1) })

export type StatedChange = z.output<typeof meetingChange>

export const meetingParams = z.object({ meeting: z.uuid() })

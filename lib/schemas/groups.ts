import { z } from 'zod'
import { nameInput } from './people.ts'
import { BULK_MAX, byInput, externalIdInput } from './registry.ts'

const people = z.array(externalIdInput).max(BULK_MAX).default([])

const settings = z
  .array(
    z.strictObject({
      purpose: z.string().min(1).max(100),
      /** Null for a feature. */
      category: z.string().min(1).max(100).nullable().default(null),
      kind: z.enum(['members_decide', 'off']),
    }),
  )
  .max(200)
  .refine(
    (all) =>
      new Set(all.map(({ purpose, category }) => JSON.stringify([purpose, category]))).size ===
      all.length,
    'Set each question once.',
  )

/** What is off for the people of a group. */
export const groupLocksInput = z.strictObject({ settings: settings.min(1) })

export type GroupLocksInput = z.input<typeof groupLocksInput>

/** Who comes into a group and who leaves it, and what is off for them. What is left out stays as it is. */
export const conveyedGroupInput = z
  .strictObject({
    ...byInput,
    /** What people call it, from its first act on; what the platform calls it, where it is left out. */
    name: nameInput.optional(),
    joining: people,
    leaving: people,
    settings: settings.default([]),
  })
  .refine(
    ({ joining, leaving }) =>
      new Set([...joining, ...leaving]).size === joining.length + leaving.length,
    'Name each member once.',
  )

export const groupParams = z.object({ group: externalIdInput })

/** Whether members are under age, as the platform knows it; null: as their account has it. */
export const agesInput = z.strictObject({
  members: z
    .array(z.strictObject({ member: externalIdInput, minor: z.boolean().nullable() }))
    .min(1)
    .max(BULK_MAX)
    .refine(
      (all) => new Set(all.map(({ member }) => member)).size === all.length,
      'Name each member once.',
    ),
})

import { z } from 'zod'
import { isEachOnce } from './choices.ts'
import { byInput } from './registry.ts'

const settings = z
  .array(
    z.strictObject({
      purpose: z.string().min(1).max(100),
      category: z.string().min(1).max(100).nullable(),
      kind: z.enum(['members_decide', 'off']),
    }),
  )
  .max(200)
  .refine(isEachOnce, 'Set each thing once.')

const askings = z
  .array(
    z.strictObject({
      purpose: z.string().min(1).max(100),
      mode: z.enum(['ask_now', 'other_ground', 'not_yet']),
      reference: z.string().max(500).nullable().default(null),
    }),
  )
  .max(50)
  .refine(
    (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
    'Say once for each purpose how members are asked.',
  )
  .default([])

const permissions = {
  question: z.enum(['features', 'sharing']),
  settings,
  askings,
  /** The purpose that the page was about, as If-Match has it; null for all of the question. */
  scope: z.string().min(1).max(100).nullable().default(null),
} as const

/** What an account permits, and how its members are then asked. One act is about one question. */
export const permissionsInput = z
  .strictObject(permissions)
  .refine(isAboutSomething, { message: 'Say what is to change.', path: ['settings'] })

/** The same from the platform's own client. */
export const conveyedPermissionsInput = z
  .strictObject({ ...byInput, ...permissions })
  .refine(isAboutSomething, { message: 'Say what is to change.', path: ['settings'] })

export type PermissionsInput = z.input<typeof permissionsInput>

/** The same before it is saved: what would it do? */
export const permissionPreviewInput = z
  .strictObject({ settings, askings })
  .refine(isAboutSomething, { message: 'Say what would change.', path: ['settings'] })

export type PermissionPreviewInput = z.input<typeof permissionPreviewInput>

function isAboutSomething(input: {
  readonly settings: readonly unknown[]
  readonly askings: readonly unknown[]
}): boolean {
  return input.settings.length + input.askings.length > 0
}

import { z } from 'zod'
import { emailInput, nameInput, roleInput } from './people.ts'

/** Somebody to add to an account. */
export const memberInput = z.strictObject({ name: nameInput, email: emailInput, role: roleInput })

/** An auditor's reason for opening somebody's record. */
export const inspectionInput = z.strictObject({
  member: z.uuid('Name the member by their id.'),
  reason: z
    .string()
    .trim()
    .min(10, 'Say in a few words why you open this record.')
    .max(1000, 'Give at most 1,000 characters.'),
})

export type MemberInput = z.infer<typeof memberInput>

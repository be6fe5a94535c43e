import { z } from 'zod'
import { emailInput, nameInput, roleInput } from './people.ts'

/** Somebody to add to an account. */
export const memberInput = z.strictObject({ name: nameInput, email: emailInput, role: roleInput })

const memberId = z.uuid('Name the member by their id.')

/** Why somebody's record is opened, or what was sealed of it. */
export const reasonInput = z
  .string()
  .trim()
  .min(10, 'Say in a few words why you open this record.')
  .max(1000, 'Give at most 1,000 characters.')

/** An auditor's reason for opening somebody's record. */
export const inspectionInput = z.strictObject({ member: memberId, reason: reasonInput })

/** Whom to erase. */
export const erasureInput = z.strictObject({ member: memberId })

export type MemberInput = z.infer<typeof memberInput>

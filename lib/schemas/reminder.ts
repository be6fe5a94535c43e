import { z } from 'zod'

/** How a member is reminded of an answer that is needed again. */
export const reminderInput = z.strictObject({ remind: z.enum(['every_14_days', 'never']) })

export type ReminderInput = z.input<typeof reminderInput>

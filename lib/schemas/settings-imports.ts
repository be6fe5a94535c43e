import { z } from 'zod'
import { isEachOnce } from './choices.ts'

const mode = z.enum(['everyone-agrees', 'leave-out']).optional()

/** Features as the platform had them set before. Sharing is never brought along: it is asked here. */
export const settingsImportInput = z.strictObject({
  /** Where they come from: "Zoom account settings". */
  source: z
    .string()
    .trim()
    .min(1)
    .max(200)
    .regex(/^\P{Cc}*$/u, 'Write it on one line.'),
  features: z
    .array(
      z.strictObject({
        purpose: z.string().min(1).max(100),
        permission: z.enum(['members_decide', 'off']),
        mode,
        elsewhere: z.enum(['members_decide', 'off']).optional(),
      }),
    )
    .min(1)
    .max(100)
    .refine(
      (all) => isEachOnce(all.map(({ purpose }) => ({ purpose, category: null }))),
      'Set each feature once.',
    ),
})

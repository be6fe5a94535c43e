import { z } from 'zod'

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'A digest is 64 hexadecimal digits.')
const method = z.enum(['client', 'keypad', 'link'])

const answers = z
  .array(
    z.strictObject({
      feature: z.string().min(1).max(100),
      intent: z.enum(['include', 'leave_out']),
    }),
  )
  .min(1)
  .max(100)
  .refine(isEachFeatureOnce, 'Answer each feature once.')

function isEachFeatureOnce(given: readonly { readonly feature: string }[]): boolean {
  return new Set(given.map(({ feature }) => feature)).size === given.length
}

/** That the page with this digest was on the screen. */
export const displayInput = z.strictObject({ digest })

/** What somebody answers on the page; `displayed` is the digest of what they read. */
export const meetingAnswersInput = z.strictObject({ displayed: digest, answers })

/** The same, by the platform's own client. */
export const conveyedDisplayInput = displayInput.extend({ method })
export const conveyedMeetingAnswersInput = meetingAnswersInput.extend({
  method,
  /** Which version of the platform's client it was. */
  interfaceVersion: z.string().min(1).max(100),
})

/** How they said to the platform that they want to be erased. */
export const guestErasureInput = z.strictObject({ method })

export const meetingRequestInput = z.strictObject({ feature: z.string().min(1).max(100) })

export const meetingLinkParams = z.object({ token: z.string().max(200) })
export const participantParams = z.object({
  meeting: z.uuid(),
  participant: z.string().min(1).max(200),
})

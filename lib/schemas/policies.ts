import { z } from 'zod'
import { byInput } from './registry.ts'

const mode = z
  .enum(['everyone-agrees', 'listen-until-answered', 'leave-out', 'tell-and-object'])
  .nullable()
  .optional()

const accountPolicy = {
  regime: z.enum(['none', 'minors', 'healthcare']).optional(),
  /** Where people meet, if some features are ruled out there. */
  setting: z
    .string()
    .regex(/^[a-z][a-z_]{0,39}$/, 'Give one word in lower case, such as workplace.')
    .nullable()
    .optional(),
  unknownPlaceIsStrict: z.boolean().optional(),
} as const

/** Under which rules an account's people are asked. What is left out stays as it is. */
export const accountPolicyInput = z.strictObject(accountPolicy)
export const conveyedAccountPolicyInput = z.strictObject({ ...byInput, ...accountPolicy })

export type AccountPolicyInput = z.input<typeof accountPolicyInput>

const policies = z
  .array(
    z.strictObject({
      purpose: z.string().min(1).max(100),
      /** In the account's own meetings. */
      mode,
      /** In other organisations' meetings. */
      elsewhere: z.enum(['members_decide', 'off']).optional(),
      elsewhereMode: mode,
      /** Where the authorisation is recorded that the regime asks for. */
      authorisation: z.string().trim().min(1).max(500).nullable().optional(),
    }),
  )
  .min(1)
  .max(100)
  .refine(
    (all) => new Set(all.map(({ purpose }) => purpose)).size === all.length,
    'Set each feature once.',
  )

/** How features treat an account's people. What is left out stays as it is. */
export const featurePoliciesInput = z.strictObject({ policies })
export const conveyedFeaturePoliciesInput = z.strictObject({ ...byInput, policies })

export type FeaturePoliciesInput = z.input<typeof featurePoliciesInput>

const until = z.iso
  .datetime({ offset: true, error: 'This must be an instant, as 2026-12-31T00:00:00Z.' })
  .transform((text) => new Date(text))
  .nullable()

/** What the platform did while decisions are only watched. */
export const observedRunsInput = z.strictObject({
  runs: z
    .array(
      z.strictObject({
        /** The platform's own id of the meeting, and the version of its roster. */
        meeting: z.string().min(1).max(200),
        roster: z.int().min(0),
        purpose: z.string().min(1).max(100),
        /** Who turned it on, or asked to: a participant of the meeting, by the platform's id. */
        participant: z.string().min(1).max(200),
        /** Did it run? */
        didRun: z.boolean(),
      }),
    )
    .min(1)
    .max(500),
})

/** Until when decisions are only watched; null: they hold. */
export const observationInput = z.strictObject({ until })
export const conveyedObservationInput = z.strictObject({ ...byInput, until })

export type ObservationInput = z.input<typeof observationInput>

import { z } from 'zod'
import { CONVEYANCE_METHODS } from '#lib/domain/account/principal.ts'
import { isEachOnce } from './choices.ts'
import { BULK_MAX, externalIdInput } from './registry.ts'

const digest = z.string().regex(/^[0-9a-f]{64}$/, 'This must be a SHA-256 digest, in hex.')

const choice = z
  .strictObject({
    purpose: z.string().min(1).max(100),
    category: z.string().min(1).max(100).nullable().default(null),
    intent: z.enum(['include', 'leave_out']),
    /** What was on the screen, as the questions said it: the notice, and all that a yes rests on. */
    displayed: z.strictObject({ notice: digest, basis: digest }).nullable().default(null),
  })
  .refine(({ intent, displayed }) => intent === 'leave_out' || displayed !== null, {
    message: 'Say what was displayed.',
    path: ['displayed'],
  })

const answer = z
  .strictObject({
    member: externalIdInput,
    question: z.enum(['features', 'sharing']),
    choices: z.array(choice).min(1).max(200).refine(isEachOnce, 'Answer each thing once.'),
    language: z
      .string()
      .regex(/^[A-Za-z0-9-]{2,35}$/)
      .default('en'),
    /** Of the client in which it was answered, so that one bad version can be found again. */
    interfaceVersion: z.string().min(1).max(100),
    method: z.enum(CONVEYANCE_METHODS).default('client'),
  })
  .refine(
    ({ question, choices }) =>
      question === 'features' || new Set(choices.map(({ purpose }) => purpose)).size === 1,
    { message: 'Answer about one sharing purpose at a time.', path: ['choices'] },
  )

/** What members answered in the platform's own client. */
export const conveyedChoicesInput = z.strictObject({
  answers: z
    .array(answer)
    .min(1)
    .max(BULK_MAX)
    .refine(isEachAnsweredOnce, 'Let each member answer each thing once.'),
})

/** Two answers of a person to one thing in one request would have no order. */
function isEachAnsweredOnce(
  answers: readonly {
    readonly member: string
    readonly choices: readonly { readonly purpose: string; readonly category: string | null }[]
  }[],
): boolean {
  const ofMembers = Map.groupBy(answers, ({ member }) => member)
  return [...ofMembers.values()].every((all) => isEachOnce(all.flatMap(({ choices }) => choices)))
}

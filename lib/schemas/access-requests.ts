import { z } from 'zod'

const properties = z.record(z.string(), z.unknown()).optional()
const entity = z.looseObject({
  type: z.string().max(1000),
  id: z.string().max(1000),
  properties,
})

/**
 * AuthZEN's draft profile of access requests, "Access Request Submission", for one denied question. What the draft
 * lets a sender add and nothing here is decided by is taken and left alone.
 */
export const accessRequestInput = z.looseObject({
  subject: entity,
  action: z.looseObject({ name: z.string().max(1000), properties }),
  resource: entity,
  denial: z.looseObject({
    binding_token: z.string().max(10_000).optional(),
    expires_at: z.string().max(100),
  }),
  // A sender that relied on any of these would wait in vain.
  items: z
    .undefined('One question is taken at a time: send subject, action and resource.')
    .optional(),
  callback: z.undefined('Nobody is called back: ask task.status_endpoint.').optional(),
  client: z
    .looseObject({ actor: z.undefined('A chain of actors cannot be checked here.').optional() })
    .optional(),
})

export const accessTaskParams = z.object({ task: z.string().max(100) })

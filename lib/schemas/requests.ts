import { z } from 'zod'

/** Ask members about a purpose that is permitted already. */
export const requestsInput = z.strictObject({ purpose: z.string().min(1).max(100) })

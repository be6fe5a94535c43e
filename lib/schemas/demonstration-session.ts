import { z } from 'zod'

/** One of the demonstration's people, by id or by address. */
export const demonstrationSessionInput = z.strictObject({
  person: z.union([z.uuid(), z.email()], 'Name a person by id or by address.'),
})

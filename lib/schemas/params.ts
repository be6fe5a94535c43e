import { z } from 'zod'

/** The parts of URLs that vary. What does not fit names nothing, so nothing is looked up. */
export const slugParam = z.string().regex(/^[a-z0-9-]{1,60}$/)

/** 1, 2, 3 … within a document. */
export const versionParam = z
  .string()
  .regex(/^[1-9]\d{0,8}$/)
  .transform(Number)

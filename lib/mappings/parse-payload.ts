import type { z } from 'zod'
import { WebhookRefused } from './webhook.ts'

/** @throws WebhookRefused where the text is no JSON, or not of that shape */
export function parsePayload<T>(schema: z.ZodType<T>, text: string): T {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    throw new WebhookRefused('webhook_malformed')
  }
  const result = schema.safeParse(json)
  if (!result.success) throw new WebhookRefused('webhook_malformed')
  return result.data
}

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { apiKeyIdIn, formatApiKey } from './api-key.ts'

const secrets = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64url'))

test('a key names its id, whatever its secret', () => {
  fc.assert(
    fc.property(fc.uuid(), secrets, (id, secret) => {
      expect(apiKeyIdIn(formatApiKey({ id, secret }))).toBe(id)
    }),
  )
})

test('what has not the form of a key names none', () => {
  const key = formatApiKey({ id: '01890a5d-ac96-774b-bcce-b302099a8057', secret: 'x'.repeat(43) })
  for (const text of ['', key.slice(1), key.slice(0, -1), `${key}x`, key.toUpperCase(), `${key}\n`])
    expect(apiKeyIdIn(text)).toBeNull()
})

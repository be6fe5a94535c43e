import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RateLimiter, rateLimitHeaders } from './rate-limit.ts'

test('a quota is used up, said so, and whole again when its window ends', () => {
  const limiter = new RateLimiter(2, 60)
  const first = limiter.take('a', 0)
  expect(rateLimitHeaders(first)).toEqual({
    'ratelimit-policy': '"key";q=2;w=60',
    ratelimit: '"key";r=1;t=60',
  })
  expect(limiter.take('a', 30_500)).toMatchObject({ remaining: 0, isExceeded: false, reset: 30 })
  const over = limiter.take('a', 59_999)
  expect(over).toMatchObject({ remaining: 0, isExceeded: true, reset: 1 })
  expect(rateLimitHeaders(over)['retry-after']).toBe('1')
  expect(limiter.take('b', 59_999).isExceeded).toBe(false)
  expect(limiter.take('a', 60_000)).toMatchObject({ remaining: 1, isExceeded: false })
})

test('in no window does a caller get more through than the quota', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 60 }), (gaps) => {
      const limiter = new RateLimiter(5, 60)
      let now = 0
      let ends = 0
      let through = 0
      for (const gap of gaps) {
        now += gap
        if (now >= ends) [ends, through] = [now + 60_000, 0]
        through += Number(!limiter.take('a', now).isExceeded)
        expect(through).toBeLessThanOrEqual(5)
      }
    }),
  )
})

import { createHash } from 'node:crypto'
import { NextRequest } from 'next/server'
import { expect, test } from 'vitest'
import { config, proxy } from './proxy.ts'

test('each page gets a nonce of its own and a policy that starts from nothing', () => {
  const [one, other] = [policyOf('/terms'), policyOf('/terms')]
  expect(nonceIn(one)).toMatch(/^[A-Za-z0-9+/]{22}==$/)
  expect(nonceIn(one)).not.toBe(nonceIn(other))
  expect(one).toContain("default-src 'none'")
  expect(one).toContain("frame-ancestors 'none'")
  expect(one).not.toMatch(/'unsafe-(inline|eval)'/)
  const hidden = createHash('sha256').update('display:none').digest('base64')
  expect(one).toContain(`style-src-attr 'unsafe-hashes' 'sha256-${hidden}'`)
})

test('the policy that a client sends is replaced, not passed on', () => {
  const response = proxy(
    new NextRequest('http://localhost:3000/', {
      headers: { 'content-security-policy': "script-src 'nonce-mine'" },
    }),
  )
  const passedOn = response.headers.get('x-middleware-request-content-security-policy')
  expect(passedOn).toBe(response.headers.get('content-security-policy'))
  expect(passedOn).not.toContain('mine')
})

test.each(['/api/v1/choices', '/ledger/checkpoint', '/.well-known/jwks.json'])(
  '%s is data: nothing in it may run',
  (path) => {
    expect(policyOf(path)).toBe("default-src 'none'; frame-ancestors 'none'")
  },
)

test('/verify says its own policy, and no path beneath it does', () => {
  expect(policyOf('/verify')).toBe('')
  expect(policyOf('/verify/x')).toContain("default-src 'none'")
})

test('every answer forbids sniffing and framing, and keeps addresses at home', () => {
  const { headers } = proxy(new NextRequest('http://localhost:3000/accounts/harbour'))
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('x-frame-options')).toBe('DENY')
  expect(headers.get('referrer-policy')).toBe('same-origin')
})

test('transport security is asked for over https alone (RFC 6797, 7.2)', () => {
  const name = 'strict-transport-security'
  expect(proxy(new NextRequest('http://localhost:3000/')).headers.has(name)).toBe(false)
  expect(proxy(new NextRequest('https://meet.example/')).headers.has(name)).toBe(true)
})

test('it lets every request through: access is decided where data is read', () => {
  for (const path of ['/', '/operator', '/accounts/x/members', '/api/v1/choices']) {
    const response = proxy(new NextRequest(`http://localhost:3000${path}`))
    expect(response.headers.get('x-middleware-next')).toBe('1')
    expect(response.status).toBe(200)
  }
})

test('only built files go past it', () => {
  const matcher = new RegExp(`^${config.matcher}$`)
  expect(matcher.test('/_next/static/chunk.js')).toBe(false)
  expect(matcher.test('/accounts/harbour')).toBe(true)
  for (const whole of ['/api/v1/clearances', '/api/v1/clearances/checks'])
    expect(matcher.test(whole)).toBe(false)
  expect(matcher.test('/api/v1/choices')).toBe(true)
})

function policyOf(path: string): string {
  const response = proxy(new NextRequest(`http://localhost:3000${path}`))
  return response.headers.get('content-security-policy') ?? ''
}

function nonceIn(policy: string): string | undefined {
  return /'nonce-([^']+)'/.exec(policy)?.[1]
}

test('a notice is in the language that its reader asks for, every other page in English', () => {
  const languageOf = (path: string, headers: Record<string, string> = {}) =>
    proxy(new NextRequest(`http://localhost:3000${path}`, { headers })).headers.get(
      'x-middleware-request-x-assent-language',
    )
  const german = { 'accept-language': 'de-CH, en;q=0.5' }
  expect(languageOf('/m/token', german)).toBe('de')
  expect(languageOf('/m/token?language=fr', german)).toBe('fr')
  expect(languageOf('/m/token?language=tlh', german)).toBe('de')
  expect(languageOf('/m/token')).toBe('en')
  for (const path of ['/', '/terms?language=de', '/m/token/host'])
    expect(languageOf(path, german)).toBe('en')
  // What a client says of itself is replaced.
  expect(languageOf('/terms', { 'x-assent-language': 'de' })).toBe('en')
})

import { type NextRequest, NextResponse } from 'next/server'
import { LANGUAGE_HEADER, pageLanguage } from '#lib/http/page-language.ts'
import { paths } from '#lib/paths.ts'

/**
 * Security headers, and a fresh nonce for each page's scripts. It never decides access: a header or a
 * cookie seen here can be forged, and who may see what is asked where it is read (lib/auth).
 */
export function proxy(request: NextRequest): NextResponse {
  const policy = policyFor(request.nextUrl.pathname)
  const headers = new Headers(request.headers)
  // Next.js takes the nonce for its own scripts from this request header, so a client's is replaced.
  headers.set('content-security-policy', policy ?? dataPolicy)
  headers.set(LANGUAGE_HEADER, pageLanguage(request))
  const response = NextResponse.next({ request: { headers } })
  if (policy !== null) response.headers.set('content-security-policy', policy)
  for (const [name, value] of fixedHeaders) response.headers.set(name, value)
  if (request.nextUrl.protocol === 'https:') {
    response.headers.set('strict-transport-security', 'max-age=31536000')
  }
  return response
}

/**
 * Next.js hands on no more than the first 10 MB of a body that has passed here, and keeps it in memory. Manifests
 * are larger: they go by, with the same headers from next.config.mjs.
 */
export const config = { matcher: '/((?!_next/static/|api/v1/clearances(?:/|$)).*)' }

const fixedHeaders = [
  ['x-content-type-options', 'nosniff'],
  ['x-frame-options', 'DENY'],
  // Addresses name accounts and people, so they stay here. Not no-referrer: a form's Origin becomes null.
  ['referrer-policy', 'same-origin'],
  ['permissions-policy', 'camera=(), microphone=(), geolocation=(), browsing-topics=()'],
  ['cross-origin-opener-policy', 'same-origin'],
] as const

const dataPolicy = "default-src 'none'; frame-ancestors 'none'"

/** Null for the one document that says its own (lib/http/verify-document.ts). */
function policyFor(path: string): string | null {
  if (path === paths.verify()) return null
  return isPage(path) ? pagePolicy(newNonce()) : dataPolicy
}

function isPage(path: string): boolean {
  return !['/api/', '/ledger/', '/.well-known/'].some((data) => path.startsWith(data))
}

/** 128 random bits in base64, which is what CSP Level 3 asks of a nonce. */
function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64')
}

/** The one attribute React writes, `style="display:none"`: on a part of a drawing that is streamed late. */
const hiddenDrawing = "'unsafe-hashes' 'sha256-aqNNdDLnnrDOnTNdkJpYlAxKVJtLt9CtFLklmInuUAE='"

function pagePolicy(nonce: string): string {
  // `next dev` rebuilds with eval and writes its styles inline; a built portal does neither.
  const develops = process.env.NODE_ENV === 'development'
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${develops ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${develops ? "'unsafe-inline'" : `'nonce-${nonce}'`}`,
    `style-src-attr ${develops ? "'unsafe-inline'" : hiddenDrawing}`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // What talks to PostgreSQL and signs is required by Node as it is, not bundled.
  serverExternalPackages: ['pg', 'pg-copy-streams', '@prisma/adapter-pg', '@prisma/client', 'pino'],
  // `npm test` checks types itself, over everything and not only over what the pages reach.
  typescript: { ignoreBuildErrors: true },
  // Linters, the compiler and the search for what is unused pass over folders that begin with a dot.
  // What does not pass proxy.ts, which says the same of everything else.
  headers: () =>
    Promise.resolve([
      {
        source: '/api/v1/clearances/:path*',
        headers: Object.entries({
          'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
          'x-content-type-options': 'nosniff',
          'x-frame-options': 'DENY',
          'referrer-policy': 'same-origin',
          'cross-origin-opener-policy': 'same-origin',
        }).map(([key, value]) => ({ key, value })),
      },
    ]),
  rewrites: () =>
    Promise.resolve([
      { source: '/.well-known/jwks.json', destination: '/ledger/key-set' },
      { source: '/.well-known/authzen-configuration', destination: '/authzen' },
    ]),
}

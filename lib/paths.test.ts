import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { operations } from './http/openapi/operations.ts'
import { apiPaths, ledgerPaths, paths, pathWithin } from './paths.ts'

/** Addresses that nobody in the portal spells: next-auth's own, tiles, whose paths C2SP spells, what another address stands for, and those that a platform's software calls. */
const rewritten = [
  ...readFileSync('next.config.mjs', 'utf8').matchAll(/source: '(.+?)', destination: '(.+?)'/g),
].map(([, source = '', destination = '']) => ({ source, destination }))
const spelledElsewhere = [
  '/api/auth/[...nextauth]',
  '/ledger/tile/[...path]',
  '/api/v1/openapi',
  ...operations.map(({ path }) => path.replace(/\{(\w+)\}/g, '[$1]')),
  ...rewritten.map(({ destination }) => destination),
]

test('every address that is spelled exists', () => {
  const routes = [...routesOf('page.tsx'), ...routesOf('route.ts')]
  expect(rewritten).not.toEqual([])
  for (const { destination } of rewritten) expect(routes).toContain(destination)
  const served = [...routes, ...rewritten.map(({ source }) => source)]
  for (const address of spelled())
    expect({ address, served: served.some((route) => fits(route, address)) }).toEqual({
      address,
      served: true,
    })
})

test('every page and every route is spelled', () => {
  for (const route of [...routesOf('page.tsx'), ...routesOf('route.ts')]) {
    if (spelledElsewhere.includes(route) || route.startsWith('/api/v1/platforms/')) continue
    expect({ route, spelledAs: spelled().filter((address) => fits(route, address)) }).not.toEqual({
      route,
      spelledAs: [],
    })
  }
})

test('what stands in an address is encoded', () => {
  expect(paths.account('a/b?c')).toBe('/accounts/a%2Fb%3Fc')
  expect(paths.record('harbour', { before: '7', kind: undefined })).toBe(
    '/accounts/harbour/record?before=7',
  )
})

test('after signing in one stays on this portal', () => {
  for (const to of ['/', '/accounts/harbour', '/accounts/harbour/record?before=7#x'])
    expect(pathWithin(to)).toBe(to)
  for (const to of [
    ...[
      '//elsewhere.example',
      '/\\elsewhere.example',
      'https://elsewhere.example',
      '',
      'x',
      '\t/x',
    ],
    ...['/a\\b', '/a\nb', null, undefined],
  ])
    expect(pathWithin(to)).toBe('/')
})

function spelled(): string[] {
  const all = Object.values({ ...paths, ...prefixed(apiPaths), ...prefixed(ledgerPaths) })
  return all.map((spell) => {
    const address = spell as (...args: string[]) => string
    return address(...Array<string>(address.length).fill('x')).replace(/[?#].*/, '')
  })
}

/** Names that stand in several tables at once are kept apart. */
function prefixed(table: object): object {
  return Object.fromEntries(Object.entries(table).map(([name, spell]) => [`api ${name}`, spell]))
}

/** `/accounts/[account]` fits `/accounts/x`. */
function fits(route: string, address: string): boolean {
  const [parts, given] = [route.split('/'), address.split('/')]
  return (
    parts.length === given.length &&
    parts.every((part, i) => (part.startsWith('[') ? given[i] === 'x' : part === given[i]))
  )
}

/** The addresses under app/ that a file of that name serves; folders in brackets only group. */
function routesOf(file: string): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => `/${path.slice(0, -file.length)}`.replace(/\([^)]*\)\//g, ''))
    .map((path) => (path === '/' ? path : path.replace(/\/$/, '')))
}

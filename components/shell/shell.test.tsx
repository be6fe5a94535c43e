import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { AccountNav } from './account-nav.tsx'
import { SiteFooter } from './site-footer.tsx'
import { SiteHeader } from './site-header.tsx'

const harbour = { slug: 'harbour', name: 'Harbour & Field', href: '/accounts/harbour' }
const osier = { slug: 'osier', name: 'Osier School', href: '/accounts/osier' }

test('the navigation names itself, marks the page in view and says what waits', () => {
  const html = renderToStaticMarkup(
    <AccountNav
      items={[
        { label: 'Home', href: '/accounts/harbour' },
        { label: 'AI features', href: '/accounts/harbour/features', current: true, waiting: 2 },
      ]}
    />,
  )
  expect(html).toContain('<nav aria-label="Account"')
  expect(html.match(/aria-current="page"/g)).toHaveLength(1)
  expect(html).toMatch(/AI features<span[^>]*>2<span class="sr-only"> waiting<\/span>/)
})

test('a person of several accounts can go to the others, and only to them', () => {
  const html = header([harbour, osier])
  expect(html).toContain('href="/accounts/osier"')
  expect(html).not.toContain('href="/accounts/harbour"')
})

test('a person of one account sees its name and nothing to open', () => {
  const html = header([harbour])
  expect(html).toContain('Harbour &amp; Field')
  expect(html).not.toContain('<details')
})

test('without a person there is a way to sign in, and none to sign out', () => {
  const html = renderToStaticMarkup(
    <SiteHeader brand="Northwind Meet" homeHref="/" signInHref="/sign-in" />,
  )
  expect(html).toContain('href="/sign-in"')
  expect(html).not.toContain('Signed in as')
})

test('the footer leads to what needs no account and lets the colours be chosen', () => {
  const html = renderToStaticMarkup(
    <SiteFooter brand="Northwind Meet" links={[{ label: 'Verify a receipt', href: '/verify' }]} />,
  )
  expect(html).toContain('href="/verify"')
  expect(html).toContain('<legend')
  expect(html.match(/type="radio"/g)).toHaveLength(3)
})

function header(accounts: (typeof harbour)[]): string {
  return renderToStaticMarkup(
    <SiteHeader
      brand="Northwind Meet"
      homeHref="/"
      personName="Ines Almeida"
      account={harbour}
      accounts={accounts}
      signOut={<button type="button">Sign out</button>}
    />,
  )
}

import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** What differs from one portal to another. The same as `Portal` of components/verify/portal.ts. */
export type PortalFacts = {
  readonly name: string
  readonly url: string
  readonly ledgerKeys: readonly string[]
  readonly at: string
}

/** Where `bin/build-verify-page.ts` leaves the document, from the root of the project. */
export const verifyDocumentPath = 'generated/verify-page/page.html'

/** What stands in the document until it is handed out: the content security policy, and the facts. */
export const portalPlace = { policy: '{{policy}}', facts: '{{facts}}' } as const

/**
 * The page /verify, whole in one response: a reader who saves it, by whatever means, has all of it. Its script
 * and its style run by their digests, in the copy too; it may reach its own portal and nothing else.
 */
export function verifyDocument(facts: PortalFacts, template = builtTemplate()): Response {
  const { before, between, after, digests } = template
  const policy = policyOf(digests, facts.url)
  const json = JSON.stringify(facts).replaceAll('<', '\\u003c')
  return new Response(`${before}${policy}${between}${json}${after}`, {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `${policy}; frame-ancestors 'none'`,
      'cache-control': 'no-cache',
    },
  })
}

export type Template = {
  readonly before: string
  readonly between: string
  readonly after: string
  readonly digests: { readonly script: string; readonly style: string }
}

let built: Template | undefined

function builtTemplate(): Template {
  return (built ??= parseTemplate(readFileSync(verifyDocumentPath, 'utf8')))
}

/** The document as the build leaves it, taken apart at its two places. Throws for any other. */
export function parseTemplate(html: string): Template {
  const [before = '', rest = ''] = html.split(portalPlace.policy)
  const [between = '', after = ''] = rest.split(portalPlace.facts)
  const digests = {
    script: digestOf(/<script>([^]*)<\/script>/.exec(after)?.[1]),
    style: digestOf(/<style>([^]*)<\/style>/.exec(between)?.[1]),
  }
  return { before, between, after, digests }
}

/** As CSP Level 3 wants it. */
function digestOf(text: string | undefined): string {
  if (text === undefined) throw new Error(`${verifyDocumentPath} is not what the build makes of it`)
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

function policyOf({ script, style }: Template['digests'], portalUrl: string): string {
  return [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src ${style}`,
    'font-src data:',
    `connect-src ${new URL(portalUrl).origin}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ')
}

import { readFileSync } from 'node:fs'
import { receiptContext, type Credential, type JsonValue } from '@assent/receipt'
import jsonld, { type ContextDefinition, type JsonLdDocument } from 'jsonld'

type ContextDocument = { readonly '@context': ContextDefinition }

const credentialsV2 = JSON.parse(
  readFileSync(
    'node_modules/@digitalcredentials/credentials-v2-context/contexts/credentials-v2.jsonld',
    'utf8',
  ),
) as ContextDocument

/**
 * A statement in JSON-LD's expanded form, by an independent processor in safe mode, which throws where a word
 * would be dropped. It reads the two contexts from here and nothing from anywhere else.
 */
export async function expandStatement(credential: Credential): Promise<JsonValue> {
  const documentLoader = (url: string) => {
    const document = contextAt(url)
    if (document === null) return Promise.reject(new Error(`${url} would be fetched`))
    return Promise.resolve({ documentUrl: url, document })
  }
  const options = { documentLoader, safe: true } as const
  const expanded: unknown = await jsonld.expand(credential as unknown as JsonLdDocument, options)
  return expanded as JsonValue
}

function contextAt(url: string): ContextDocument | null {
  if (url === 'https://www.w3.org/ns/credentials/v2') return credentialsV2
  if (!/\/contexts\/receipt-v[12]$/.test(url)) return null
  return JSON.parse(receiptContext(url)) as ContextDocument
}

import { createHash } from 'node:crypto'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug, titleOf } from '#lib/domain/account/slug.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { parseTerms, type TermsRefusal } from '#lib/domain/terms/parse-terms.ts'
import { appendTermsVersions } from '#lib/store/terms.ts'
import type { Context } from './context.ts'

type Refusal = TermsRefusal | 'forbidden' | 'slug_invalid' | 'terms_exist'

/**
 * Keeps a Markdown document as the next version of its terms: parsed, and from then on immutable.
 * It governs nothing until it is published.
 */
export async function importTerms(
  principal: Principal,
  input: {
    readonly documentSlug: string
    /** For a document's first version; later ones keep the title the document has. */
    readonly title: string | null
    readonly bytes: Uint8Array
    readonly effectiveAt: Date
    readonly archival: boolean
  },
  context: Context,
): Promise<Result<{ termsVersionId: string; number: number; clauses: number }, Refusal>> {
  if (!mayOperate(principal)) return fail('forbidden')
  if (!isSlug(input.documentSlug)) return fail('slug_invalid')
  const parsed = parseTerms(input.bytes, sha256)
  if (!parsed.ok) return parsed
  const digest = Buffer.from(sha256(input.bytes)).toString('hex')
  const { documentSlug: slug, title, bytes, effectiveAt, archival } = input
  const document = { id: context.newId(), slug, title: title ?? titleOf(slug) }
  const [id, importedAt] = [context.newId(), context.now()]
  const { clauses } = parsed.value
  const [number = null] = await appendTermsVersions(context.database, document, [
    { id, bytes, digest, effectiveAt, archival, importedAt, clauses },
  ])
  if (number === null) return fail('terms_exist')
  return ok({ termsVersionId: id, number, clauses: clauses.length })
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

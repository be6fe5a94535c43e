import { createHash } from 'node:crypto'
import { mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { isSlug } from '#lib/domain/account/slug.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { parseTerms, type TermsRefusal } from '#lib/domain/terms/parse-terms.ts'
import { appendTermsVersion } from '#lib/store/terms.ts'
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
  const id = context.newId()
  const { clauses } = parsed.value
  const number = await appendTermsVersion(context.database, {
    id,
    document: {
      id: context.newId(),
      slug: input.documentSlug,
      title: input.title ?? titleOf(input.documentSlug),
    },
    bytes: input.bytes,
    digest,
    effectiveAt: input.effectiveAt,
    archival: input.archival,
    importedAt: context.now(),
    clauses,
  })
  if (number === null) return fail('terms_exist')
  return ok({ termsVersionId: id, number, clauses: clauses.length })
}

/** "terms-of-service" reads "Terms of service". */
function titleOf(slug: string): string {
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest()
}

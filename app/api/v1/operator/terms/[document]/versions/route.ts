import { z } from 'zod'
import { importTerms } from '#lib/commands/import-terms.ts'
import { created } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { paths } from '#lib/paths.ts'
import { termsUploadForm, termsUploadJson } from '#lib/schemas/terms-upload.ts'

/** Larger than any document that is accepted, also in JSON's escapes: the command says what is too large. */
const BODY_BYTES_MAX = 6_000_000

/** Keeps a document as the next version of its terms: a file of a form, or text in JSON. */
export const POST = handle(
  'operator',
  {
    // Any text: what makes no short name is refused by name, not as an address that is not there.
    params: z.object({ document: z.string() }),
    body: { json: termsUploadJson, form: termsUploadForm, maxBytes: BODY_BYTES_MAX },
  },
  async ({ principal, params, input, context }) => {
    const documentSlug = params.document
    const result = await importTerms(principal, { documentSlug, ...input }, context)
    if (!result.ok) return result
    const { number, clauses } = result.value
    const digest = context.digestOf(input.bytes)
    const location = paths.operatorTermsVersion(documentSlug, number)
    return created(location, { document: documentSlug, number, clauses, digest })
  },
)

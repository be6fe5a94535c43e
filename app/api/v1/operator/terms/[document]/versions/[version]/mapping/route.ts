import { z } from 'zod'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { answer } from '#lib/http/answer.ts'
import { formatEtag, revisionIn } from '#lib/http/etag.ts'
import { handle } from '#lib/http/handle.ts'
import { mappingInput } from '#lib/schemas/mapping.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'

/** Replaces the mapping of a version that is not published. If-Match names the revision it was made from, 0 at first. */
export const PUT = handle(
  'operator',
  {
    params: z.object({ document: slugParam, version: versionParam }),
    body: { json: mappingInput, maxBytes: 1_000_000 },
  },
  async ({ principal, params, input, expected, context }) => {
    const { document: documentSlug, version: number } = params
    const draft = { documentSlug, number, mapping: input, expected: revisionIn(expected) }
    const result = await saveMapping(principal, draft, context)
    if (!result.ok) return result
    const { revision } = result.value
    return answer({ revision }, { etag: formatEtag(revision) })
  },
)

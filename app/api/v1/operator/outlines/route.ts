import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { outlineOf } from '#lib/queries/terms-draft.ts'
import { outlineInput } from '#lib/schemas/terms-draft.ts'

/** The clauses that a text would have once it is imported. Nothing is kept. */
export const POST = handle(
  'operator',
  { body: { json: outlineInput, maxBytes: 13_000_000 } },
  ({ input }) => {
    const outline = outlineOf(input.markdown)
    return Promise.resolve(outline.ok ? answer({ clauses: outline.value }) : outline)
  },
)

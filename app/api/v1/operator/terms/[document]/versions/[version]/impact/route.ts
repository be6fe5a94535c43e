import { z } from 'zod'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { findPublicationImpact } from '#lib/queries/publication-impact.ts'
import { slugParam, versionParam } from '#lib/schemas/params.ts'

const params = z.object({ document: slugParam, version: versionParam })

/** Whom publishing a version would ask again: people and accounts in all, null where they are fewer than five. */
export const GET = handle('operator', { params }, async ({ principal, params, context }) => {
  const { document, version } = params
  const impact = await findPublicationImpact(principal, document, version, language, context)
  return impact === null ? { ok: false, code: 'terms_unknown' } : answer(impact)
})

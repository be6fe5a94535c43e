import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { openApiDocument } from '#lib/http/openapi/document.ts'
import { interfaceVersion } from '#lib/interface-version.ts'

/** What a platform's software can ask for, as OpenAPI 3.1. */
export const GET = handle('anyone', {}, ({ context }) =>
  Promise.resolve(answer(openApiDocument(context.publicUrl, interfaceVersion))),
)

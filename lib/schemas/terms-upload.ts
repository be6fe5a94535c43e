import { z } from 'zod'
import { effectiveInput } from './effective.ts'
import { nameInput } from './people.ts'

/** A terms document as it is handed in: its exact bytes, and what is to be known about it. */
export type TermsUpload = {
  readonly bytes: Uint8Array
  readonly effectiveAt: Date
  readonly archival: boolean
  readonly title: string | null
}

/** As JSON: the text is what the bytes are, in UTF-8. */
export const termsUploadJson = z
  .strictObject({
    markdown: z.string(),
    effective: effectiveInput,
    archival: z.boolean().default(false),
    title: nameInput.nullable().default(null),
  })
  .transform(({ markdown, effective, archival, title }): TermsUpload => {
    return { bytes: new TextEncoder().encode(markdown), effectiveAt: effective, archival, title }
  })

/** As a form: the file's bytes are kept as they are. A box that is not ticked is not sent. */
export const termsUploadForm = z
  .strictObject({
    file: z.file(),
    effective: effectiveInput,
    archival: z.enum(['true', 'on', 'false']).default('false'),
    title: z.union([z.literal(''), nameInput]).default(''),
  })
  .transform(async ({ file, effective, archival, title }): Promise<TermsUpload> => ({
    bytes: new Uint8Array(await file.arrayBuffer()),
    effectiveAt: effective,
    archival: archival !== 'false',
    title: title === '' ? null : title,
  }))

import { createHash } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { AppContext } from '#lib/context.ts'
import { putObject } from '#lib/delivery/put-object.ts'
import type { ExportRun } from '#lib/domain/record/export-schedule.ts'
import { faultOf } from '#lib/http/fault.ts'
import { manifestOf, readExport } from '#lib/queries/export-file.ts'
import { findExportOf, type AccountExport } from '#lib/queries/exports.ts'
import { manifestSigner } from '#lib/signing/manifest-signer.ts'
import { writeExport } from '../exports/write-export.ts'

type SendingContext = Pick<AppContext, 'database' | 'keys' | 'now'>

const commandLine = { kind: 'command_line' } as const

/** Makes a scheduled export and its manifest, in a folder or in an S3-compatible store. */
export async function sendExport(
  { accountSlug, format, period, target }: ExportRun,
  size: number,
  context: SendingContext,
): Promise<void> {
  const wish = { format, period, size, scope: 'everyone' } as const
  const found = await findExportOf(commandLine, accountSlug, wish, context)
  if (!found.ok) throw new Error(found.code)
  const [, bucket, prefix = ''] = /^s3:\/\/([^/]+)\/?(.*?)\/?$/.exec(target) ?? []
  if (bucket !== undefined) return upload(found.value, { bucket, prefix }, context)
  await mkdir(target, { recursive: true })
  await writeExport(found.value, target, context)
}

/** What is kept and shown of a failure: a code of the system's or the store's, and nothing that was tried with. */
export function reasonOfFailure(error: unknown): string {
  const { code, error: name, message } = faultOf(error)
  return code ?? (name === 'Error' ? (message ?? name) : name)
}

/** The manifest comes last: who finds it finds the whole file. */
async function upload(
  file: AccountExport,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
  context: SendingContext,
): Promise<void> {
  const key = prefix === '' ? file.name : `${prefix}/${file.name}`
  const hash = createHash('sha256')
  async function* hashed() {
    for await (const chunk of readExport(file, { from: 0, until: file.bytes }, context)) {
      hash.update(chunk)
      yield chunk
    }
  }
  await putObject({ bucket, key }, hashed(), file.bytes)
  const signer = manifestSigner(context.keys)
  const manifest = Buffer.from(manifestOf(file, hash.digest('hex'), { signer, now: context.now }))
  await putObject({ bucket, key: `${key}.manifest` }, once(manifest), manifest.length)
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes)
}

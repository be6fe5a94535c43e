import { formatVerifierKey } from '@assent/receipt'
import type { AppContext } from '#lib/context.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { everythingReadme } from '#lib/exports/everything-readme.ts'
import { recordHtml } from '#lib/exports/record-html.ts'
import { zipStream, type ZipFile } from '#lib/exports/zip-stream.ts'
import { byteStream } from '#lib/http/byte-stream.ts'
import { handle } from '#lib/http/handle.ts'
import { language } from '#lib/language.ts'
import { getAboutMember, getOwnRecord, listOwnFiles } from '#lib/queries/everything.ts'

/** Everything that is the member's own, in one zip that is made as it is read: it has no length beforehand. */
export const GET = handle('member', {}, ({ principal, context }) => {
  const at = context.now()
  const name = `${principal.accountSlug}-yours-${at.toISOString().slice(0, 10)}.zip`
  const zip = zipStream(filesOf(principal, context, at), at)
  return Promise.resolve(
    new Response(byteStream(zip), {
      headers: {
        'content-type': 'application/zip',
        'content-disposition': `attachment; filename="${name}"`,
        'cache-control': 'private, no-store, no-transform',
      },
    }),
  )
})

async function* filesOf(
  principal: MemberPrincipal,
  context: AppContext,
  at: Date,
): AsyncGenerator<ZipFile> {
  const about = await getAboutMember(principal, context)
  const { state, acts } = await getOwnRecord(principal, language, context)
  const title = `The record of ${about.name}, ${about.account}`
  const intro = [`As it stood at ${at.toISOString()}. All times are UTC.`]
  yield text('README.txt', everythingReadme(about, context.publicUrl))
  yield text('record.html', recordHtml({ title, about: intro, acts }))
  yield text('record.json', pretty(acts))
  yield text('where-things-stand.json', pretty(state))
  yield text('about-you.json', pretty(about))
  const policy = context.keys.trusted.map((key) => `log ${formatVerifierKey(key)}\n`).join('')
  yield text('trust.policy', policy)
  yield* listOwnFiles(principal, context)
}

function text(path: string, content: string): ZipFile {
  return { path, bytes: chunk(content) }
}

async function* chunk(content: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(new TextEncoder().encode(content))
}

function pretty(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`
}

import { canonicalJson } from '@assent/receipt'
import { actorIdOf, mayOperate, type Principal } from '#lib/domain/account/principal.ts'
import { noticeBytes, type Catalogue, type Notice } from '#lib/domain/catalogue/catalogue.ts'
import { checkCatalogue } from '#lib/domain/catalogue/check-catalogue.ts'
import type { Act } from '#lib/domain/ledger/act.ts'
import { currentCatalogue, currentNotice, type Platform } from '#lib/domain/platform/platform.ts'
import { catalogueRecord } from '#lib/domain/receipt/record-documents.ts'
import { buildStatement, relatedNotice } from '#lib/domain/receipt/statement.ts'
import { fail, ok, type Result } from '#lib/domain/result.ts'
import { signAct } from '#lib/signing/sign-act.ts'
import { appendActs } from '#lib/store/acts.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import type { Context } from './context.ts'

type Refusal = 'forbidden' | 'catalogue_invalid' | 'catalogue_unchanged' | 'conflict'

/**
 * Publishes what the operator asks about: features, sharing purposes, categories and the notice of
 * each. A notice whose wording is new becomes a new version of it; the others stay as they are.
 */
export async function publishCatalogue(
  principal: Principal,
  input: { readonly catalogue: Catalogue },
  context: Context,
): Promise<Result<{ number: number }, Refusal> & { readonly problems?: readonly string[] }> {
  if (!mayOperate(principal)) return fail('forbidden')
  const problems = checkCatalogue(input.catalogue).map(({ code, subject }) => `${subject}: ${code}`)
  if (problems.length > 0) return { ...fail('catalogue_invalid'), problems }
  const platform = await loadPlatform(context.database)
  const previous = currentCatalogue(platform)
  const bytes = new TextEncoder().encode(canonicalJson(input.catalogue))
  const digest = context.digestOf(bytes)
  if (previous?.digest === digest) return fail('catalogue_unchanged')
  const number = (previous?.number ?? 0) + 1
  const act = catalogueAct(
    principal,
    { number, bytes, digest, notices: newNotices(platform, input.catalogue, context) },
    context,
  )
  const appended = await appendActs(context.database, [act])
  return appended.ok ? ok({ number }) : fail('conflict')
}

type NewNotice = {
  readonly id: string
  readonly purpose: string
  readonly language: string
  readonly number: number
  readonly bytes: Uint8Array
  readonly digest: string
}

function newNotices(platform: Platform, catalogue: Catalogue, context: Context): NewNotice[] {
  return catalogue.notices.flatMap((notice: Notice) => {
    const { purpose, language } = notice
    const bytes = noticeBytes(notice)
    const digest = context.digestOf(bytes)
    const previous = currentNotice(platform, purpose, language)
    if (previous?.digest === digest) return []
    const number = (previous?.number ?? 0) + 1
    return { id: context.newId(), purpose, language, number, bytes, digest }
  })
}

function catalogueAct(
  principal: Principal,
  published: {
    readonly number: number
    readonly bytes: Uint8Array
    readonly digest: string
    readonly notices: readonly NewNotice[]
  },
  context: Context,
): Act {
  const { notices, ...catalogue } = published
  const [eventId, at, actorId] = [context.newId(), context.now(), actorIdOf(principal)]
  const { publicUrl } = context
  return signAct(context.signer, {
    event: { id: eventId, kind: 'catalogue_published', accountId: null, actorId, at },
    receiptOf: null,
    details: {
      catalogue_publication: [{ eventId, ...catalogue }],
      notice: notices.map((notice) => ({ ...notice, eventId })),
    },
    statement: buildStatement({
      kind: 'CatalogueRecord',
      eventId,
      at,
      publicUrl,
      document: catalogueRecord({ eventId, at, actorId, publicUrl, ...catalogue, notices }),
      texts: notices.map((notice) => relatedNotice(publicUrl, notice)),
    }),
  })
}

import { z } from 'zod'
import { OUTPUT_MEDIA, WITHDRAWAL_EFFECTS } from '#lib/domain/catalogue/catalogue.ts'

const text = z.string().min(1).max(5_000)
const key = z.string().min(1).max(100)

const party = z.strictObject({ id: text, name: text, address: text, email: text, url: text })

const category = z.strictObject({
  key,
  title: text,
  group: z.enum(['said_and_shown', 'written', 'product_use']),
  derivedFrom: z.array(key).max(100),
  dpv: text,
  needsConsent: z.boolean().optional(),
  translations: z.record(key, z.strictObject({ title: text })).optional(),
})

const purpose = z.strictObject({
  key,
  kind: z.enum(['feature', 'sharing']),
  title: text,
  summary: text,
  categories: z.array(key).max(100),
  dpv: z.strictObject({
    purpose: text,
    processing: z.array(text).max(100),
    capabilities: z.array(text).max(100),
  }),
  ruledOutIn: z.array(key).max(100).optional(),
  translations: z.record(key, z.strictObject({ title: text, summary: text })).optional(),
  output: z
    .strictObject({
      media: z.array(z.enum(OUTPUT_MEDIA)).min(1).max(4),
      mark: text,
      law: text,
      exception: text.nullable(),
    })
    .optional(),
})

const notice = z.strictObject({
  purpose: key,
  language: text,
  title: text,
  question: text,
  covers: z.array(text).max(100),
  doesNotCover: z.array(text).max(100),
  controller: z.union([z.literal('account'), party]),
  processor: party.nullable(),
  recipients: z.array(party).max(100),
  retention: z.strictObject({ sentence: text, duration: text }),
  storage: z.strictObject({ sentence: text, location: text }),
  withdrawal: text,
  afterWithdrawal: z
    .array(
      z.strictObject({
        effect: z.enum(WITHDRAWAL_EFFECTS),
        party: text,
        sentence: text,
        within: text.nullable(),
      }),
    )
    .max(100)
    .optional(),
  complaint: text,
  legalBasis: z.literal('consent'),
  jurisdiction: text,
  validity: text.nullable(),
  coversElsewhere: z.boolean().optional(),
})

/** The shape of a catalogue file. Whether it makes sense is checked where it is published. */
export const catalogueInput = z.strictObject({
  operator: party,
  authority: z.strictObject({ name: text, url: text }),
  categories: z.array(category).max(200),
  purposes: z.array(purpose).max(200),
  notices: z.array(notice).max(1_000),
  meetings: z
    .strictObject({
      everyoneAgreesIn: z.array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)).max(1_000),
      openLabels: z.array(text).max(1_000),
    })
    .optional(),
})

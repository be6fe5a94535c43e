import { z } from 'zod'
import { answer } from '#lib/http/answer.ts'
import { handle } from '#lib/http/handle.ts'
import { readQuery } from '#lib/http/read-query.ts'
import { language } from '#lib/language.ts'
import { listQuestions } from '#lib/queries/questions.ts'

const query = z.strictObject({ language: z.string().max(35).default(language) })

/** What an account's people are asked, with the words to display: for the platform's own client. */
export const GET = handle('account-client:answers', {}, async ({ request, principal, context }) =>
  answer(await listQuestions(principal, readQuery(request, query), context)),
)

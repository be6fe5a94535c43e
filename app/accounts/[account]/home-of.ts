import { cache } from 'react'
import { appContext } from '#lib/context.ts'
import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { language } from '#lib/language.ts'
import { getHome } from '#lib/queries/home.ts'

/** What waits and what is in force: the navigation asks as well as the page, the database once. */
export const homeOf = cache(async (principal: MemberPrincipal) =>
  getHome(principal, language, await appContext()),
)

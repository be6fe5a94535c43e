import NextAuth from 'next-auth'
import type { NextRequest } from 'next/server'
import { authOptions } from '#lib/auth/options.ts'
import { appContext } from '#lib/context.ts'
import { problemResponse } from '#lib/http/problem.ts'

type Route = { readonly params: Promise<{ nextauth: string[] }> }

/** next-auth's own addresses; of these a sign-in link uses `callback/link`. */
async function handler(request: NextRequest, route: Route): Promise<Response> {
  try {
    return (await NextAuth(request, route, authOptions(await appContext()))) as Response
  } catch (error) {
    if (error instanceof SyntaxError) return problemResponse('json_malformed')
    throw error
  }
}

export { handler as GET, handler as POST }

import type { ApiClient } from '#lib/domain/account/principal.ts'

/** A platform acts by the signature of its request, with what is set for it: it states meetings and nothing else. */
export const platformClient: ApiClient = {
  kind: 'api_client',
  subjectId: '00000000-0000-7000-8000-000000000000',
  accountId: null,
  scopes: ['meetings'],
}

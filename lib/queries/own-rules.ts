import type { MemberPrincipal } from '#lib/domain/account/principal.ts'
import { regimeSentences, type RegimeSentences } from '#lib/domain/account/regime-sentences.ts'
import type { Question } from '#lib/domain/ledger/act.ts'
import { catalogueIn } from '#lib/domain/platform/platform.ts'
import { findStatedMinor } from '#lib/store/member-ages.ts'
import { loadPlatform } from '#lib/store/platform.ts'
import { featurePolicyIn, loadAccountPolicy, loadFeaturePolicies } from '#lib/store/policies.ts'
import type { QueryContext } from './context.ts'

/** What holds for the member whatever they answer; null where no rules of a kind apply to them. */
export async function findOwnRules(
  { accountId, subjectId }: MemberPrincipal,
  question: Question,
  { database }: Pick<QueryContext, 'database'>,
): Promise<RegimeSentences | null> {
  const [{ regime }, isMinor, policies, platform] = await Promise.all([
    loadAccountPolicy(database, accountId),
    findStatedMinor(database, subjectId),
    loadFeaturePolicies(database, accountId),
    loadPlatform(database),
  ])
  const features = (catalogueIn(platform)?.purposes ?? []).filter(({ kind }) => kind === 'feature')
  const unauthorised = features
    .filter(({ key }) => featurePolicyIn(policies, key).authorisation === null)
    .map(({ title }) => title)
  return regimeSentences(question, { regime, isMinor }, unauthorised)
}

import { readFileSync } from 'node:fs'
import { addMember } from '#lib/commands/add-member.ts'
import { answerTerms } from '#lib/commands/answer-terms.ts'
import { askMembers } from '#lib/commands/ask-members.ts'
import { changeRole } from '#lib/commands/change-role.ts'
import type { Context } from '#lib/commands/context.ts'
import { approveTerms } from '#lib/commands/approve-terms.ts'
import { createAccount } from '#lib/commands/create-account.ts'
import { importTerms } from '#lib/commands/import-terms.ts'
import { makeChoices } from '#lib/commands/make-choices.ts'
import { openRecord } from '#lib/commands/open-record.ts'
import { publishCatalogue } from '#lib/commands/publish-catalogue.ts'
import { publishTerms } from '#lib/commands/publish-terms.ts'
import { saveReview } from '#lib/commands/save-review.ts'
import { findVersionReview } from '#lib/queries/version-review.ts'
import { saveMapping } from '#lib/commands/save-mapping.ts'
import { setPermissions } from '#lib/commands/set-permissions.ts'
import { withdrawEverything } from '#lib/commands/withdraw-everything.ts'
import type { MemberPrincipal, Principal } from '#lib/domain/account/principal.ts'
import type { Catalogue } from '#lib/domain/catalogue/catalogue.ts'
import { answerBasis, permissionBasis } from '#lib/domain/consent/page-basis.ts'
import type { Result } from '#lib/domain/result.ts'
import { mappingInput } from '#lib/schemas/mapping.ts'
import { loadMemberships } from '#lib/store/accounts.ts'
import { loadAccountConsents } from '#lib/store/consents.ts'
import { findPersonByEmail, findStaffSubject } from '#lib/store/people.ts'
import { findDraft } from '#lib/store/drafts.ts'
import { findVersion } from '#lib/store/terms.ts'
import { eachAbout, type ActOf, type Story, type StoryAct } from './story.ts'

const language = 'en'
const interfaceVersion = 'demonstration'

type Outcome = Promise<Result<unknown, string>>

/** Carries out one act of the story by its command, at the instant and as the person that it names. */
export async function perform(story: Story, act: StoryAct, context: Context): Outcome {
  switch (act.act) {
    case 'publish_catalogue':
    case 'publish_terms':
    case 'create_account':
      return performOperators(story, act, context)
    case 'add_member':
    case 'change_role':
      return performOnMembers(story, act, context)
    default:
      return performMembers(
        act,
        await memberOf(story, act.by, act.account, context),
        story,
        context,
      )
  }
}

async function performOperators(
  story: Story,
  act: ActOf<'publish_catalogue' | 'publish_terms' | 'create_account'>,
  context: Context,
): Outcome {
  const principal = await principalOf(story, act, context)
  switch (act.act) {
    case 'publish_catalogue': {
      const catalogue = JSON.parse(readFileSync(act.file, 'utf8')) as Catalogue
      return publishCatalogue(principal, { catalogue }, context)
    }
    case 'publish_terms':
      return importAndPublish(principal, act, story, context)
    case 'create_account': {
      const account = story.accounts.find(({ slug }) => slug === act.account)
      if (account === undefined) throw new Error(`the story has no account "${act.account}"`)
      return createAccount(principal, account, context)
    }
  }
}

/** The one act of the story that is several: a load that was cut off between them finds what it left. */
async function importAndPublish(
  principal: Principal,
  act: ActOf<'publish_terms'>,
  story: Story,
  context: Context,
): Outcome {
  const { document: documentSlug, version: number, effectiveAt } = act
  const isImported = (await findVersion(context.database, documentSlug, number)) !== null
  if (!isImported) {
    const bytes = readFileSync(act.file)
    const version = { documentSlug, title: null, bytes, effectiveAt, archival: false }
    const imported = await importTerms(principal, version, context)
    if (!imported.ok) return imported
  }
  const version = await findVersion(context.database, documentSlug, number)
  if (version === null) throw new Error(`${act.file} did not become version ${number}`)
  const draft = await findDraft(context.database, 'mapping', version.id)
  const mapping = mappingInput.parse(JSON.parse(readFileSync(act.mapping, 'utf8')))
  const expected = draft?.revision ?? 0
  const saved = await saveMapping(principal, { documentSlug, number, mapping, expected }, context)
  if (!saved.ok) return saved
  const reviewed = await review(principal, act, context)
  if (!reviewed.ok) return reviewed
  if (act.approvedBy !== undefined) {
    const approved = await approve(act.approvedBy, story, act, context)
    if (!approved.ok) return approved
  }
  return publishTerms(principal, { documentSlug, number, expected: null }, context)
}

/** Every proposal taken as it is, but for those that the story overrules; with its summary. */
async function review(
  principal: Principal,
  { document: documentSlug, version: number, verdicts, summary }: ActOf<'publish_terms'>,
  context: Context,
): Outcome {
  const found = await findVersionReview(principal, documentSlug, number, context)
  if (found === null) throw new Error(`there is nothing to review of version ${number}`)
  const effects = found.proposals.map((proposed) => {
    const said = verdicts.find(({ clause }) => clause === (proposed.to ?? proposed.from))
    return said === undefined ? proposed : { ...proposed, effect: said.effect, note: said.note }
  })
  const summaries = summary === undefined ? [] : [{ language: 'en', text: summary }]
  const input = {
    documentSlug,
    number,
    review: { against: found.againstNumber, effects, summaries },
    expected: found.revision,
  }
  return saveReview(principal, input, context)
}

async function approve(
  by: string,
  story: Story,
  { document: documentSlug, version: number }: ActOf<'publish_terms'>,
  context: Context,
): Outcome {
  const principal = await operatorOf(story, by, context)
  const found = await findVersionReview(principal, documentSlug, number, context)
  const expected = found?.digest ?? ''
  return approveTerms(principal, { documentSlug, number, expected }, context)
}

async function performOnMembers(
  story: Story,
  act: ActOf<'add_member' | 'change_role'>,
  context: Context,
): Outcome {
  const principal = await principalOf(story, act, context)
  if (act.act === 'add_member') {
    const { name, email } = personOf(story, act.person)
    const input = { accountSlug: act.account, name, email, role: act.role }
    return addMember(principal, input, context)
  }
  const { accountId, subjectId } = await memberOf(story, act.person, act.account, context)
  return changeRole(principal, { accountId, subjectId, role: act.role }, context)
}

async function performMembers(
  act: ActOf<'answer_terms' | 'permit' | 'ask' | 'choose' | 'withdraw_everything' | 'open_record'>,
  principal: MemberPrincipal,
  story: Story,
  context: Context,
): Outcome {
  switch (act.act) {
    case 'answer_terms':
      return answer(act, principal, context)
    case 'permit':
      return permit(act, principal, context)
    case 'ask':
      return ask(act, principal, context)
    case 'choose':
      return choose(act, principal, context)
    case 'withdraw_everything':
      return withdrawEverything(principal, { language, interfaceVersion }, context)
    case 'open_record': {
      const { subjectId } = await memberOf(story, act.member, act.account, context)
      return openRecord(principal, { subjectId, reason: act.reason }, context)
    }
  }
}

async function answer(
  act: ActOf<'answer_terms'>,
  principal: MemberPrincipal,
  context: Context,
): Outcome {
  const { document: documentSlug, version: number, name, authority } = act
  const { digest = '' } = (await findVersion(context.database, documentSlug, number)) ?? {}
  const input = { documentSlug, number, digest, answer: act.answer, name, authority }
  return answerTerms(principal, input, context)
}

async function permit(act: ActOf<'permit'>, principal: MemberPrincipal, context: Context): Outcome {
  const { cells } = await loadCells(principal, context)
  const kind = act.question === 'features' ? 'feature' : 'sharing'
  const input = {
    question: act.question,
    settings: eachAbout(act.permissions),
    askings: act.asking,
    expected: permissionBasis(cells, kind, null, context.digestOf),
    scope: null,
    language,
  }
  return setPermissions(principal, input, context)
}

/** Several purposes are several acts, each a second after the other. */
async function ask(act: ActOf<'ask'>, principal: MemberPrincipal, context: Context): Outcome {
  if (act.about.length > 1) throw new Error('an act asks about one purpose')
  const purpose = act.about[0]?.purpose ?? ''
  return askMembers(principal, { purpose, language }, context)
}

async function choose(act: ActOf<'choose'>, principal: MemberPrincipal, context: Context): Outcome {
  const { cells } = await loadCells(principal, context)
  const kind = act.question === 'features' ? 'feature' : 'sharing'
  const scope = kind === 'feature' ? null : (act.choices[0]?.purpose ?? null)
  const input = {
    question: act.question,
    choices: eachAbout(act.choices),
    expected: answerBasis(cells, kind, scope, context.digestOf),
    language,
    interfaceVersion,
  }
  return makeChoices(principal, input, context)
}

function loadCells({ accountId }: MemberPrincipal, { database, now, digestOf }: Context) {
  return loadAccountConsents(database, accountId, { at: now(), before: null, language, digestOf })
}

async function principalOf(story: Story, act: StoryAct, context: Context): Promise<Principal> {
  const [, staffKey] = act.by.split('operator:')
  if (staffKey !== undefined) return operatorOf(story, staffKey, context)
  if (!('account' in act)) throw new Error(`${act.by} acts in no account`)
  return memberOf(story, act.by, act.account, context)
}

async function operatorOf(story: Story, key: string, { database }: Context): Promise<Principal> {
  const person = await findPersonByEmail(database, personOf(story, key).email)
  const subjectId = person === null ? null : await findStaffSubject(database, person.id)
  if (person === null || subjectId === null) throw new Error(`${key} is not of the staff`)
  return { kind: 'operator', personId: person.id, personName: person.name, subjectId }
}

async function memberOf(
  story: Story,
  key: string,
  accountSlug: string,
  { database }: Context,
): Promise<MemberPrincipal> {
  const person = await findPersonByEmail(database, personOf(story, key).email)
  const memberships = person === null ? [] : await loadMemberships(database, person.id)
  const member = memberships.find((each) => each.accountSlug === accountSlug)
  if (member === undefined) throw new Error(`${key} is no member of ${accountSlug}`)
  return member
}

function personOf(story: Story, key: string): Story['people'][number] {
  const person = story.people.find((each) => each.key === key)
  if (person === undefined) throw new Error(`the story has no person "${key}"`)
  return person
}

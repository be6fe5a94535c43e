import type { JsonObject } from '@assent/receipt'
import { isNode, listAt, textAt } from './receipt-nodes.ts'

/** Who stood for what when it was signed: a receipt names its parties as they were. */
export type PartyLine = {
  readonly role: PartyRole
  /** The role in plain words, with the law's. */
  readonly title: string
  readonly name: string
  readonly address: string
  readonly email: string
}

export type PartyRole = 'controller' | 'processor' | 'recipient' | 'party'

/** Each party once in each role, in the order of the documents. */
export function partiesOf(documents: readonly JsonObject[]): PartyLine[] {
  const parties = documents.flatMap((document) => listAt(document, 'dpv:hasEntity')).map(partyLine)
  return [...new Map(parties.map((party) => [JSON.stringify(party), party])).values()]
}

function partyLine(node: JsonObject): PartyLine {
  const type = [node['@type'] ?? []].flat()[1]
  const contact = node['schema:contactPoint']
  const role = (typeof type === 'string' ? partyRoles[type] : null) ?? 'party'
  return {
    role,
    title: titles[role],
    name: textAt(node, 'dpv:hasName'),
    address: 'schema:address' in node ? textAt(node, 'schema:address') : '',
    email: isNode(contact) && 'schema:email' in contact ? textAt(contact, 'schema:email') : '',
  }
}

const titles: Readonly<Record<PartyRole, string>> = {
  controller: 'Responsible (controller)',
  processor: 'Works on their behalf (processor)',
  recipient: 'Receives it',
  party: 'Party',
}

const partyRoles: Readonly<Record<string, PartyRole>> = {
  'dpv:DataController': 'controller',
  'dpv:DataProcessor': 'processor',
  'dpv:Recipient': 'recipient',
}

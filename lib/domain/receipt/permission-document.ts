import type { Party, Purpose } from '#lib/domain/catalogue/catalogue.ts'
import type { AskingMode, PermissionKind } from '#lib/domain/ledger/act.ts'
import { partyAs } from './consent-receipt.ts'
import { importSource, type ImportSource } from './import-source.ts'
import { instant, urnOf, type StatementDocument } from './statement.ts'

export type PermissionSetting = {
  readonly purpose: Purpose
  readonly category: string | null
  readonly kind: PermissionKind
}

/**
 * What an account permits its members to decide. A dpv:Permission or dpv:Prohibition, never a
 * consent: an organisation is no data subject.
 */
export function permissionDocument(act: {
  readonly eventId: string
  readonly at: Date
  readonly actorId: string
  readonly account: Party
  readonly settings: readonly PermissionSetting[]
  readonly asking: readonly AskingStatement[]
  readonly imported?: ImportSource | undefined
}): StatementDocument {
  return {
    '@id': urnOf(act.eventId),
    '@type': 'PermissionDocument',
    'dct:created': instant(act.at),
    'dpv:hasEntity': [partyAs('dpv:DataController', act.account)],
    'dpv:isIndicatedBy': { '@id': urnOf(act.actorId) },
    ...importSource(act.imported),
    'dpv:hasRule': act.settings.map(({ purpose, category, kind }) => ({
      '@type': kind === 'members_decide' ? 'dpv:Permission' : 'dpv:Prohibition',
      'dct:title': purpose.title,
      'dct:identifier': category === null ? purpose.key : `${purpose.key}/${category}`,
      'dct:description':
        kind === 'members_decide' ? 'Members decide for themselves.' : 'Off for everyone.',
      'dpv:hasPurpose': { '@type': 'dpv:Purpose', 'skos:broader': { '@id': purpose.dpv.purpose } },
    })),
    asking: act.asking.map(({ purpose, mode, reference }) => ({
      purpose,
      mode,
      ...(reference === null ? {} : { reference }),
    })),
  }
}

export type AskingStatement = {
  readonly purpose: string
  readonly mode: AskingMode
  readonly reference: string | null
}

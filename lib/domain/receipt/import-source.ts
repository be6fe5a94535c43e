import { instant, urnOf, type StatementDocument } from './statement.ts'

/** Settings that a platform brought along, as the statement of whoever took them over names them. */
export type ImportSource = {
  readonly id: string
  /** Where they come from, in the platform's words. */
  readonly source: string
  readonly at: Date
  /** The key that brought them. */
  readonly apiKeyId: string
}

/** Members of a document; none where the settings are the account's own. */
export function importSource(imported: ImportSource | undefined): StatementDocument {
  if (imported === undefined) return {}
  const { id, source, at, apiKeyId } = imported
  return {
    'dct:source': {
      '@id': urnOf(id),
      'dct:title': source,
      'dct:created': instant(at),
      'dct:publisher': { '@id': urnOf(apiKeyId) },
    },
  }
}

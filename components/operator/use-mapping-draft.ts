import type { Mapping } from '#lib/domain/terms/mapping.ts'
import { isMappedOtherwise, type DeskClause } from './mapping-words.ts'
import { useDraft, type Draft } from './use-draft.ts'

export type MappingDraft = Draft<Mapping> & {
  /** The clauses whose mapping is not saved, in the order of the document. */
  readonly unsaved: readonly DeskClause[]
}

/** A version's mapping while it is worked on. */
export function useMappingDraft({
  url,
  clauses,
  initial,
  initialRevision,
}: {
  url: string
  clauses: readonly DeskClause[]
  initial: Mapping
  initialRevision: number
}): MappingDraft {
  const unsavedIn = (mapping: Mapping, saved: Mapping) =>
    clauses.filter((clause) => isMappedOtherwise(mapping, saved, clause))
  const draft = useDraft({
    ...{ url, initial, initialRevision, overtaken },
    bodyOf: (mapping: Mapping) => mapping,
    isUnsaved: (mapping, saved) => unsavedIn(mapping, saved).length > 0,
  })
  return { ...draft, unsaved: unsavedIn(draft.value, draft.saved) }
}

const overtaken =
  'Somebody else saved this mapping meanwhile. What you chose is still here, and not saved. Load the page again to work on theirs; yours is then gone.'

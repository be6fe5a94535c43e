'use client'

import { Button } from '#components/ui/button.tsx'
import { listOf } from '#components/ui/list-of.ts'
import { NoticeBox } from '#components/ui/notice-box.tsx'
import type { Mapping } from '#lib/domain/terms/mapping.ts'

/** The mapping of the version before, to start from. */
export type DeskCarried = {
  /** The number of that version. */
  readonly from: number
  readonly mapping: Mapping
  /** The names of clauses that were mapped and are gone. */
  readonly gone: readonly string[]
}

/** Offered while nothing is mapped yet; nothing is saved by it. */
export function CarriedStart({
  carried: { from, mapping, gone },
  onStart,
}: {
  carried: DeskCarried
  onStart: (mapping: Mapping) => void
}) {
  return (
    <NoticeBox kind="warn" title="nothing is mapped yet.">
      <p>
        Published so, every yes rests on nothing that it rested on, and what version {from} rules
        out is ruled out no more. Start from what version {from} said of the same clauses, then look
        at those that changed.
      </p>
      {gone.length === 0 ? null : (
        <p>
          {listOf(gone)}{' '}
          {gone.length === 1 ? 'is gone, and what it said' : 'are gone, and what they said'} is not
          carried along.
        </p>
      )}
      <div>
        <Button
          onClick={() => {
            onStart(mapping)
          }}
        >
          Start from version {from}’s mapping
        </Button>
      </div>
    </NoticeBox>
  )
}

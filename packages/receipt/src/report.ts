import type { Fact, OpenFact, StandingFact } from './fact.ts'
import type { Verification } from './verify-receipt.ts'

/** What the command says of each receipt, as soon as it knows it: nothing is kept but two numbers. */
export type Report = {
  add(file: string, verification: Verification): void
  end(): void
}

/** One JSON object a line (NDJSON). */
export function jsonReport(print: (line: string) => void): Report {
  return {
    add(file, { ok, facts, standing, open, statement }) {
      const said = statement === undefined ? {} : { statement: statement.credential }
      const asked = standing === undefined ? {} : { standing }
      print(JSON.stringify({ file, ok, facts, ...asked, open, ...said }))
    },
    end() {},
  }
}

/**
 * Sentences. Of more receipts than a person reads one by one, only what does not verify and what is no longer
 * so, a line each, and at the end what stays open and of how many.
 */
export function textReport(print: (line: string) => void, total: number): Report {
  let verified = 0
  const open = new Map<OpenFact['code'], { readonly sentence: string; readonly count: number }>()
  return {
    add(file, verification) {
      const { ok, facts, standing = [] } = verification
      if (ok) verified += 1
      if (total <= READ_ONE_BY_ONE) {
        print(file)
        for (const fact of [...facts, ...standing, ...verification.open]) print(`  ${lineOf(fact)}`)
        return
      }
      const news = [...(ok ? [] : facts.slice(-1)), ...standing.filter(isOver)]
      for (const { state, sentence } of news) print(`${MARKS[state]} ${file}: ${sentence}`)
      for (const { code, sentence } of verification.open)
        open.set(code, { sentence, count: (open.get(code)?.count ?? 0) + 1 })
    },
    end() {
      if (total > 1) print(`${String(verified)} of ${String(total)} receipts verify.`)
      for (const { sentence, count } of open.values())
        print(`${MARKS.open} Of ${String(count)} of them: ${sentence}`)
    },
  }
}

const READ_ONE_BY_ONE = 20

const MARKS: Record<(Fact | OpenFact)['state'], string> = {
  established: '✓',
  failed: '✗',
  not_yet: '…',
  open: '○',
}

function lineOf({ state, sentence }: Fact | OpenFact | StandingFact): string {
  return `${MARKS[state]} ${sentence}`
}

function isOver({ state }: StandingFact): boolean {
  return state === 'failed'
}

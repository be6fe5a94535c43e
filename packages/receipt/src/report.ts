import type { Fact, OpenFact } from './fact.ts'
import type { Verification } from './verify-receipt.ts'

/** What the command says of each receipt, as soon as it knows it: nothing is kept but two numbers. */
export type Report = {
  add(file: string, verification: Verification): void
  end(): void
}

/** One JSON object a line (NDJSON). */
export function jsonReport(print: (line: string) => void): Report {
  return {
    add(file, { ok, facts, open, statement }) {
      const said = statement === undefined ? {} : { statement: statement.credential }
      print(JSON.stringify({ file, ok, facts, open, ...said }))
    },
    end() {},
  }
}

/** Sentences. Of more receipts than a person reads one by one, only those that do not verify, a line each. */
export function textReport(print: (line: string) => void, total: number): Report {
  let verified = 0
  return {
    add(file, { ok, facts, open }) {
      if (ok) verified += 1
      if (total <= READ_ONE_BY_ONE) {
        print(file)
        for (const { state, sentence } of [...facts, ...open])
          print(`  ${MARKS[state]} ${sentence}`)
      } else if (!ok) {
        for (const { state, sentence } of facts.slice(-1))
          print(`${MARKS[state]} ${file}: ${sentence}`)
      }
    },
    end() {
      if (total > 1) print(`${String(verified)} of ${String(total)} receipts verify.`)
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

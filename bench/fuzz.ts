import fc from 'fast-check'
import { hostileReceipt, whyMistreated } from '../packages/receipt/src/testdata/hostile-receipt.ts'

/**
 * Hostile receipts, `cases` of them: each has to be refused with a reason, or to be the very receipt it was made
 * of. Stops at the first that is treated otherwise, shrunk, with the seed that makes it again.
 */
export function fuzz(cases: number, say: (line: string) => void): void {
  const startedAt = process.cpuUsage()
  const property = fc.property(hostileReceipt, (bytes) => {
    const why = whyMistreated(bytes)
    if (why !== null) throw new Error(why)
  })
  for (let done = 0; done < cases;) {
    const numRuns = Math.min(BATCH, cases - done)
    fc.assert(property, { numRuns })
    done += numRuns
    const { user, system } = process.cpuUsage(startedAt)
    const seconds = Math.round((user + system) / 1e6)
    say(`${done.toLocaleString('en')} hostile receipts, none mistreated, in ${seconds} s of CPU`)
  }
}

const BATCH = 50_000

import type { KeyCode } from '../problem-code.ts'
import type { Problem } from './problem.ts'

/** About the keys that sign receipts and the ledger. Only the command line meets them. */
export const keyProblems: Record<KeyCode, Problem> = {
  ledger_unopened: {
    status: 409,
    title: 'This database has no keys yet',
    detail: 'Start the portal or the worker on it once: that makes the first ones.',
  },
  key_unknown: {
    status: 404,
    title: 'There is no such key',
    detail: 'No key of this database has that id. “assent keys list” shows them all.',
  },
  key_active: {
    status: 409,
    title: 'This key has no successor',
    detail: 'Nothing would be left to sign with. Make a new key first: “assent keys rotate”.',
  },
  key_ended: {
    status: 409,
    title: 'This key has ended already',
    detail:
      'It signs nothing any more. One that is retired can still be revoked, and no more than that.',
  },
  key_just_followed: {
    status: 409,
    title: 'This key got its successor just now',
    detail: 'Programs have a minute to take the new key up. Try again after it.',
  },
  key_file_missing: {
    status: 409,
    title: 'A key that this takes is not here',
    detail:
      'Run it where DATA_DIR/keys holds the keys in use. If the key that is to be replaced is gone for good, say --lost.',
  },
}

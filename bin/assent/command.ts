import { Command, CommanderError } from 'commander'
import { closeContext } from '#lib/context.ts'
import { lineOf } from '../program.ts'
import { addAccountCommands } from './accounts.ts'
import { addApiKeyCommands } from './api-keys.ts'
import { addCatalogueCommands } from './catalogue.ts'
import { addExportCommands } from './exports.ts'
import { addErasureCommands } from './erasures.ts'
import { addEvidenceCommands } from './evidence.ts'
import { addKeyCommands } from './keys.ts'
import { addLedgerCommands } from './ledger.ts'
import { addPeopleCommands } from './people.ts'
import { addReceiptCommands } from './receipts.ts'
import { addStateCommand } from './state.ts'
import { addTermsCommands } from './terms.ts'
import { addZoomCommands } from './zoom.ts'

/**
 * The operator's command line.
 * @returns 0: done. 1: refused or failed, with one line on stderr. 2: not understood.
 */
export async function assent(args: readonly string[]): Promise<0 | 1 | 2> {
  try {
    await build().parseAsync(args, { from: 'user' })
    return 0
  } catch (error) {
    // Commander has said what it did not understand; help that was asked for is no error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    console.error(lineOf(error))
    return 1
  } finally {
    await closeContext()
  }
}

function build(): Command {
  const program = new Command('assent')
    .description('What the operator of an Assent portal does from the command line.')
    .showHelpAfterError('(--help tells more)')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => console.log(text.trimEnd()),
      writeErr: (text) => console.error(text.trimEnd()),
    })
  addTermsCommands(program)
  addCatalogueCommands(program)
  addAccountCommands(program)
  addPeopleCommands(program)
  addApiKeyCommands(program)
  addErasureCommands(program)
  addEvidenceCommands(program)
  addReceiptCommands(program)
  addExportCommands(program)
  addLedgerCommands(program)
  addKeyCommands(program)
  addStateCommand(program)
  addZoomCommands(program)
  return program
}

import { nodeCrypto } from '@assent/receipt/node'
import type { SigningKey } from './key-files.ts'
import type { StatementSigner } from './sign-act.ts'

/** What it takes to make keys and to say so in acts. */
export type KeySettings = {
  /** Where private keys are kept. */
  readonly folder: string
  readonly publicUrl: string
  /** A fresh UUIDv7. */
  readonly newId: () => string
  readonly randomBytes: (length: number) => Uint8Array
}

export function statementSigner(
  { id, sign }: Pick<SigningKey, 'id' | 'sign'>,
  randomBytes: KeySettings['randomBytes'],
  until: Date | null = null,
): StatementSigner {
  return { kid: id, sign, until, randomBytes, crypto: nodeCrypto }
}

import type { Crypto } from './crypto.ts'
import { refuse, requireForm } from './fact.ts'
import { isZip, readZip } from './read-zip.ts'
import { receiptOfParts, type ReceiptParts } from './receipt-parts.ts'
import {
  parseReceiptFile,
  RECEIPT_BYTES_MAX,
  type ReceiptFile,
  type ReceiptFileFault,
} from './receipt-file.ts'

/** A receipt as it was found, of which nothing is verified but its form. */
export type OpenedReceipt = {
  readonly receipt: ReceiptFile
  /** The files it stood in, where it was a zip; null where it was one file. */
  readonly parts: ReceiptParts | null
}

/** Takes a `*.receipt.json` and a `*.receipt.zip`, told apart by what they begin with. */
export function openReceipt(bytes: Uint8Array, crypto: Crypto): OpenedReceipt {
  if (!isZip(bytes)) return { receipt: requireCanonicalFile(bytes), parts: null }
  if (bytes.length > RECEIPT_BYTES_MAX) refuse('file_too_large', FILE_FAULTS.file_too_large)
  const limits = { filesMax: FILES_MAX, bytesMax: RECEIPT_BYTES_MAX }
  const files = requireForm('zip_malformed', 'The zip', () => readZip(bytes, limits, crypto))
  const parts = new Map(files.map((file) => [file.path, file.bytes]))
  return { receipt: receiptOfParts(parts), parts }
}

/** Many times what any receipt rests on. */
const FILES_MAX = 256

function requireCanonicalFile(bytes: Uint8Array): ReceiptFile {
  const file = parseReceiptFile(bytes)
  if (file.ok) return file.value
  if (file.code !== 'file_not_canonical') return refuse(file.code, FILE_FAULTS[file.code])
  return refuse(file.code, `The file was rewritten: ${file.reason}.`)
}

const FILE_FAULTS: Record<Exclude<ReceiptFileFault, 'file_not_canonical'>, string> = {
  file_empty: 'The file is empty.',
  file_too_large: 'The file is larger than 20 MB: it is no receipt.',
  file_not_json: 'The file is neither JSON nor a zip, so it is no receipt or a damaged one.',
  file_truncated: 'The file is truncated: the end of the receipt is missing.',
  file_not_a_receipt: 'The file is JSON, but not an Assent receipt of version 1.',
  file_malformed: 'The receipt has a member too many, one too few, or one that is not right.',
}

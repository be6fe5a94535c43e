import type { BundlePart } from '@assent/receipt'
import type { Paper } from '#lib/domain/receipt/paper.ts'
import { paths } from '#lib/paths.ts'
import { paperPdf } from './paper/paper-pdf.ts'

/** The parts of a bundle and, last, the paper that is made for reading. */
export async function bundleFiles(
  { parts, paper }: { readonly parts: readonly BundlePart[]; readonly paper: Paper },
  portal: Portal,
): Promise<BundlePart[]> {
  return [...parts, { path: 'receipt.pdf', bytes: await receiptPdf(paper, portal) }]
}

/** Who gives the paper out: the operator's name, and where the portal is reached. */
export type Portal = { readonly operatorName: string; readonly publicUrl: string }

/** A receipt's paper, whose picture leads to the page that checks receipts, with the receipt's number. */
export function receiptPdf(paper: Paper, { operatorName, publicUrl }: Portal): Promise<Uint8Array> {
  const checkUrl = publicUrl + paths.verifyReceipt(paper.id)
  return paperPdf(paper, { issuer: operatorName, checkUrl })
}

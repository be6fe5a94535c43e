/** What the page knows of the portal that it came from: all that is not the same for every portal. */
export type Portal = {
  /** Whose site it is. */
  readonly name: string
  /** Its public address, without a slash at its end. */
  readonly url: string
  /** C2SP verifier keys, the newest first; none where its ledger has signed nothing yet. */
  readonly ledgerKeys: readonly string[]
  /** When the page was handed out, in ISO 8601: in a copy that was kept, how old its keys are. */
  readonly at: string
}

/** The element that holds it, as JSON, in the document that `bin/build-verify-page.ts` makes. */
export const PORTAL_ELEMENT = 'portal'

/** What the page knows of the portal that it came from: all that is not the same for every portal. */
export type Portal = {
  /** Whose site it is. */
  readonly name: string
  /** Its public address, without a slash at its end. */
  readonly url: string
  /** A C2SP verifier key; null where its ledger has signed nothing yet. */
  readonly ledgerKey: string | null
  /** When the page was handed out, in ISO 8601: in a copy that was kept, how old its key is. */
  readonly at: string
}

/** The element that holds it, as JSON, in the document that `bin/build-verify-page.ts` makes. */
export const PORTAL_ELEMENT = 'portal'

/** What is what in a member's zip, in plain words. */
export function everythingReadme(
  { name, account }: { readonly name: string; readonly account: string },
  publicUrl: string,
): string {
  return `Everything of ${name} in ${account}
As ${publicUrl} kept it when this was made. It is yours: keep it, read it, give it to whom you like.

record.html               what you did and what was done about you, newest first; open it in a browser
record.csv                the same as a table, one row for each thing that you answered
record.json               the same for programs
record.ndjson             the signed statements behind it, one a line, in the order of the ledger
where-things-stand.json   what you had said to each question, and what followed from it
about-you.json            your name, your address and your role, as they are kept
receipts/                 a receipt for each act, which verifies without the portal
texts/                    the exact terms and notices that the receipts rest on
trust.policy              the public key of the portal's ledger

To check all receipts, with no account and with the portal switched off:

    npx assent-verify receipts/*.receipt.json --policy trust.policy

A key in a file that came with what it signed proves nothing: compare trust.policy with the key that the
portal publishes at ${publicUrl}/ledger/vkey.

In record.csv "index" is the place in the ledger, "by" and "about" are random ids that stand for people
(yours is in about-you.json), and "receipt" is the name of the receipt. A receipt that is marked as awaiting
its proof was made moments before this file: take everything again to have it whole.
`
}

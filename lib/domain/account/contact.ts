/** Where an account is reached about personal data, as it stands in notices and receipts (GDPR Art. 13(1)(a)). */
export type AccountContact = {
  readonly address: string
  readonly email: string
  /** Its own page about privacy. */
  readonly url: string
}

/** Of an account that gave none: its notices then say who is responsible by name alone. */
export const noContact: AccountContact = { address: '', email: '', url: '' }

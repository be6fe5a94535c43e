/** What to say on the sign-in page for the `error` that next-auth hands over; null without one. */
export function signInErrorSentence(code: string | undefined): string | null {
  if (code === undefined || code === '') return null
  return SENTENCES[code] ?? 'Signing in did not work. Ask for a new link and try again.'
}

const SENTENCES: Readonly<Record<string, string>> = {
  Verification:
    'This sign-in link was used before, or its time ran out, or part of it is missing. Each link works once. Ask for a new one.',
  AccessDenied:
    'This sign-in link is for an address that nobody here has. Ask whoever runs the portal to add you.',
  SessionRequired: 'Sign in to see that page.',
}

/** How long a session lasts after its last use, in seconds. What counts is what the database says. */
export const SESSION_SECONDS = 12 * 60 * 60

/** Who asks to be signed in by no more than a name: possible in the demonstration alone. */
export type Visitor = { readonly kind: 'visitor'; readonly demonstration: boolean }

/** Whoever holds a session's token. */
export type Bearer = { readonly kind: 'bearer'; readonly sessionToken: string }

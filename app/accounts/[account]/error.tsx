'use client'

// The same words as anywhere, but within the account's own frame.
export { default } from '../../error.tsx'

import { Fragment } from 'react'
import { Timestamp } from '#components/ui/timestamp.tsx'
import type { Phrase } from '#lib/words/phrase.ts'

/** A phrase as it is set: what is strong, and instants as the language writes them. */
export function InWords({ phrase, locale }: { phrase: Phrase; locale: string }) {
  return phrase.map((part, place) => {
    if (typeof part === 'string') return <Fragment key={place}>{part}</Fragment>
    if ('strong' in part) return <strong key={place}>{part.strong}</strong>
    return <Timestamp key={place} at={part.instant} detail={part.detail} locale={locale} />
  })
}

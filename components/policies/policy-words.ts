import type { ProblemWords } from '#components/api/act-outcome.tsx'
import type { Problem } from '#components/api/send.ts'

/** Of an admin's page that is out of date, or a way that has no ground. */
export function policyWords({ code, title }: Problem): ProblemWords | null {
  if (code === 'stale_page')
    return {
      title: 'Something changed while this page was open',
      lines: [
        'Nothing was recorded: another admin decided meanwhile, or the ground of a feature changed.',
        'Read what this page says now, then decide again.',
      ],
    }
  if (code === 'ground_needed')
    return {
      title,
      lines: [
        'Nothing was recorded. Record the ground first, on the page that says what you permit.',
      ],
    }
  return null
}

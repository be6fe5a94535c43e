import type { ApiScope } from '#lib/domain/account/api-key.ts'

/** What a key may do, in plain words, in the order in which they are offered. */
export const scopeWords: readonly {
  readonly scope: ApiScope
  readonly label: string
  readonly hint: string
}[] = [
  {
    scope: 'decide',
    label: 'Ask what may happen',
    hint: 'It learns whether a feature may run or content may be used, and follows changes.',
  },
  {
    scope: 'meetings',
    label: 'Report meetings',
    hint: 'It says who is in a meeting and what runs there.',
  },
  {
    scope: 'accounts',
    label: 'Register accounts and people',
    hint: 'It opens accounts and adds members under the platform’s own ids.',
  },
  {
    scope: 'answers',
    label: 'Hand over answers',
    hint: 'It records what people answered in the platform’s own app.',
  },
]

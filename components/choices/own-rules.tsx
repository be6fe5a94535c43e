import { NoticeBox } from '#components/ui/notice-box.tsx'
import type { findOwnRules } from '#lib/queries/own-rules.ts'

/** What holds for the reader whatever they answer below. */
export function OwnRules({ rules }: { rules: Awaited<ReturnType<typeof findOwnRules>> }) {
  if (rules === null) return null
  return (
    <NoticeBox title={rules.title}>
      {rules.lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </NoticeBox>
  )
}

import type { ReactNode } from 'react'

/**
 * A question as it is to be read: what it is about, then the facts of its notice, then the control. On a
 * wide screen the facts stand in the margin; they come before the control all the same, for every reader.
 */
export function QuestionLayout({
  facts,
  control,
  children,
}: {
  facts: ReactNode
  control: ReactNode
  children: ReactNode
}) {
  return (
    <div className="grid gap-x-16 gap-y-6 lg:grid-cols-[minmax(0,1fr)_19rem] lg:grid-rows-[auto_1fr]">
      <div className="min-w-0">{children}</div>
      <div className="min-w-0 border-s border-rule ps-5 lg:col-start-2 lg:row-span-2 lg:row-start-1 lg:ps-6">
        {facts}
      </div>
      <div className="min-w-0">{control}</div>
    </div>
  )
}

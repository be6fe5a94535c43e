import type { NoticeView } from '#lib/queries/control-views.ts'

/** What a notice asks, what a yes covers and what it does not: to be read before the control. */
export function NoticeScope({ notice }: { notice: NoticeView }) {
  return (
    <div>
      <p className="max-w-measure font-serif text-lg text-pretty italic">{notice.question}</p>
      <div className="mt-4 grid gap-x-10 gap-y-4 sm:grid-cols-2">
        <ScopeList title="A yes covers" items={notice.covers} />
        <ScopeList title="It does not cover" items={notice.doesNotCover} />
      </div>
    </div>
  )
}

export function ScopeList({
  title,
  items,
  language,
}: {
  title: string
  items: readonly string[]
  /** Of the items (BCP 47), where it can be another than the page's. */
  language?: string
}) {
  return (
    <div>
      <p className="font-semibold">{title}</p>
      <ul lang={language} className="prose mt-1">
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
    </div>
  )
}

import { ButtonLink } from '#components/ui/button.tsx'
import { Sentence } from '#components/ui/sentence.tsx'
import type { WaitingItem } from './waiting-items.ts'

/** What waits for the reader, each with the one way to it. With nothing there it says so and asks nothing. */
export function WaitingList({ items }: { items: readonly WaitingItem[] }) {
  if (items.length === 0)
    return (
      <p className="max-w-measure font-serif text-lg">
        <strong>Nothing waits for you.</strong> When a question does, it will stand here.
      </p>
    )
  return (
    <ul className="grid gap-8">
      {items.map((item) => (
        <li key={item.key}>
          <Sentence mark={item.mark} about={item.about} state={item.state}>
            {item.rest}
          </Sentence>
          <p className="no-print mt-3 sm:ps-9">
            <ButtonLink href={item.href}>
              {item.action}
              <span className="sr-only">: {item.about}</span>
            </ButtonLink>
          </p>
        </li>
      ))}
    </ul>
  )
}

import { Sentence } from '#components/ui/sentence.tsx'
import type { GroupView } from '#lib/queries/groups.ts'

/** Each group of an account's people, and what is off for everyone in it. */
export function GroupList({ groups }: { groups: readonly GroupView[] }) {
  return (
    <ul className="divide-y divide-rule border-y border-rule">
      {groups.map(({ id, name, members, off }) => (
        <li key={id} className="py-4">
          <h3 className="font-serif text-lg font-[520] break-words">{name}</h3>
          <p className="mt-1 mb-2 text-sm text-soft">
            {members === 1 ? '1 person is in it.' : `${String(members)} people are in it.`}
          </p>
          {off.map((title) => (
            <Sentence
              key={title}
              mark="locked"
              about={title}
              state="off for everyone in the group."
            />
          ))}
          {off.length === 0 ? <p>Nothing is off for this group alone.</p> : null}
        </li>
      ))}
    </ul>
  )
}

import { Disclosure } from '#components/ui/disclosure.tsx'
import type { ImpactOfSetting, ImpactView } from '#lib/queries/permission-impact.ts'
import { BeforeAfter } from './before-after.tsx'
import type { PermissionKind } from './permission-target.ts'

/** What a change would do and to how many, before it is saved. Of several kinds, what they share comes first. */
export function Impact({ impact, kind }: { impact: ImpactView; kind: PermissionKind }) {
  const { changes } = impact
  const [first, ...others] = changes
  if (first === undefined) return null
  const shared = first.sentences.filter((sentence) =>
    others.every((change) => change.sentences.includes(sentence)),
  )
  return (
    <div className="grid gap-4">
      <Sentences sentences={shared} />
      {others.length === 0 ? (
        <Numbers change={first} kind={kind} title="For how many members it may be used" />
      ) : (
        <Disclosure
          summary={`What it does to each of the ${changes.length}`}
          open={shared.length === 0}
        >
          <div className="grid gap-5">
            {changes.map((change) => (
              <div key={`${change.purpose} ${change.category ?? ''}`} className="grid gap-2">
                <p className="font-semibold">{change.title}</p>
                <Sentences
                  sentences={change.sentences.filter((sentence) => !shared.includes(sentence))}
                />
                <Numbers change={change} kind={kind} title="May be used for" />
              </div>
            ))}
          </div>
        </Disclosure>
      )}
    </div>
  )
}

function Sentences({ sentences }: { sentences: readonly string[] }) {
  if (sentences.length === 0) return null
  return (
    <ul className="prose">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** Once it is off it may be used for nobody: that is the rule, and no number. */
function Numbers({
  change,
  kind,
  title,
}: {
  change: ImpactOfSetting
  kind: PermissionKind
  title: string
}) {
  const after = kind === 'off' ? 'nobody' : change.after
  return <BeforeAfter title={title} before={change.before} after={after} />
}

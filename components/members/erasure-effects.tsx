import { Timestamp } from '#components/ui/timestamp.tsx'
import type { ErasurePreview } from '#lib/queries/erasures.ts'

/** What an erasure does, before anyone agrees to it: what goes, what is kept, why and until when, what stays. */
export function ErasureEffects({
  effects,
  keepUntil,
}: Pick<ErasurePreview, 'effects' | 'keepUntil'>) {
  return (
    <div className="grid gap-x-16 gap-y-10 lg:grid-cols-2">
      <Part title="What goes at once" lines={effects.goes} />
      <div className="grid content-start gap-3">
        <Part title="What is kept sealed" lines={effects.sealed} />
        <p className="max-w-measure">
          Until <Timestamp at={keepUntil} detail="day" />. Then it is erased as well.
        </p>
      </div>
      <Part title="Why it is kept" lines={effects.why} />
      <Part title="What stays for good" lines={effects.stays} />
    </div>
  )
}

function Part({ title, lines }: { title: string; lines: readonly string[] }) {
  return (
    <section>
      <h2 className="mb-3 border-b border-rule pb-1 font-serif text-xl font-[520]">{title}</h2>
      <ul className="grid max-w-measure list-disc gap-2 ps-5">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </section>
  )
}

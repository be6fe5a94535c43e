import { type ReactNode, useId } from 'react'

/**
 * The difference between the two questions: content that is worked on for you and comes back, against
 * content that leaves for the platform's own purposes and does not.
 */
export function TwoQuestionsPicture({ platform = 'the platform' }: { platform?: string }) {
  return (
    <div className="grid gap-x-12 gap-y-10 sm:grid-cols-2">
      <Panel
        title="AI features"
        name="Your words stay in your meeting and come back to you."
        description="Inside a frame that stands for your meeting, a sheet of your words goes to a feature, and a result comes back. Nothing crosses the frame."
        caption={
          <>
            <strong>Worked on for you.</strong> A feature reads or hears what you bring to a
            meeting, and gives that meeting a result: a summary, a draft, an answer.
          </>
        }
      >
        <WorkedOnForYou />
      </Panel>
      <Panel
        title="Content sharing"
        name={sentenceEnd(`Your words leave your meeting for ${platform}`)}
        description="A sheet of your words goes out through a gap in the frame that stands for your meeting, to a pile outside it. Nothing comes back."
        caption={
          <>
            <strong>{sentenceEnd(`Kept for ${platform}`)}</strong> A copy of your content leaves
            your meeting for {platform}’s own purposes, such as improving its product. Your meeting
            gets nothing back.
          </>
        }
      >
        <LeavesForThePlatform />
      </Panel>
    </div>
  )
}

function Panel({
  title,
  name,
  description,
  caption,
  children,
}: {
  title: string
  name: string
  description: string
  caption: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <figure className="max-w-96">
      <p className="mb-3 font-serif text-xl font-[520]">{title}</p>
      <svg
        viewBox="0 0 320 176"
        role="img"
        aria-labelledby={`${id}-name ${id}-description`}
        className="block h-auto w-full fill-none stroke-ink font-sans [&_text]:fill-ink [&_text]:stroke-none"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        fontSize="15"
      >
        <title id={`${id}-name`}>{name}</title>
        <desc id={`${id}-description`}>{description}</desc>
        {children}
      </svg>
      <figcaption className="mt-3">{caption}</figcaption>
    </figure>
  )
}

function WorkedOnForYou() {
  return (
    <>
      <path d="M112 14h207v161H1V14h13" strokeWidth="2.5" />
      <text x="20" y="19">
        Your meeting
      </text>
      <Sheet x={28} y={54} />
      <text x="59" y="157" textAnchor="middle">
        your words
      </text>
      <path d="M106 76h94m-8-6 8 6-8 6" />
      <text x="153" y="66" textAnchor="middle">
        worked on
      </text>
      <path d="M200 110h-94m8-6-8 6 8 6" className="stroke-accent" strokeWidth="2.5" />
      <text x="153" y="132" textAnchor="middle">
        a result
      </text>
      <circle cx="252" cy="93" r="36" />
      <path d="M252 73v40M234.7 83l34.6 20M234.7 103l34.6-20" />
      <text x="252" y="157" textAnchor="middle">
        the feature
      </text>
    </>
  )
}

function LeavesForThePlatform() {
  return (
    <>
      <path d="M112 14h37v62m0 34v65H1V14h13" strokeWidth="2.5" />
      <text x="20" y="19">
        Your meeting
      </text>
      <Sheet x={28} y={54} />
      <text x="59" y="157" textAnchor="middle">
        your words
      </text>
      <path d="M106 93h106m-9-7 9 7-9 7" className="stroke-accent" strokeWidth="2.5" />
      <text x="186" y="80" textAnchor="middle">
        a copy
      </text>
      <path d="M246 42h62v78M238 48h62v78" />
      <Sheet x={230} y={54} />
      <text x="264" y="157" textAnchor="middle">
        its own use
      </text>
    </>
  )
}

function Sheet({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <path d="M0 0h62v78H0z" className="fill-raised" />
      <path d="M11 17h40M11 29h40M11 41h40M11 53h22" className="stroke-soft" />
    </g>
  )
}

/** A name such as "Northwind Meet B.V." brings the full stop along. */
function sentenceEnd(words: string): string {
  return words.endsWith('.') ? words : `${words}.`
}

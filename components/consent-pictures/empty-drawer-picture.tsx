/** A cabinet with one drawer open and nothing in it yet. Decoration: the words beside it say so. */
export function EmptyDrawerPicture() {
  return (
    <svg
      viewBox="0 0 232 136"
      aria-hidden="true"
      focusable="false"
      className="block h-auto w-full fill-none stroke-ink"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d="M4 4h164v128H4z" className="fill-raised" strokeWidth="2.5" />
      <path d="M11 11h150v34H11zM11 91h150v34H11z" />
      <path d="M72 20h28v10H72zM81 38h10M72 100h28v10H72zM81 118h10" />
      <path d="M11 51h150v34H11z" className="fill-sunken" />
      <path d="M11 51h150l56 30H67Z" className="fill-sunken" />
      <path d="M11 51 67 81v38L11 85Z" className="fill-raised" />
      <path d="M32 51 88 81M140 51l56 30" className="stroke-rule-strong" />
      <path d="M67 81h150v38H67z" className="fill-raised" strokeWidth="2.5" />
      <path d="M126 91h32v11h-32zM136 111h12" />
    </svg>
  )
}

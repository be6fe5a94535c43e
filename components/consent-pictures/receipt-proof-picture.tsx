import { useId } from 'react'

const steps = [
  ['Your receipt', 'holds your answer and the exact words you saw, signed.'],
  ['Its entry', 'is one line in a record that only grows. The receipt says where.'],
  ['A signed checkpoint', 'fixes every line up to that moment. Change one, and the proof fails.'],
] as const

/** How a receipt is proved: from the file in your hand to its entry, and from there to a checkpoint. */
export function ReceiptProofPicture() {
  const id = useId()
  return (
    <figure className="max-w-measure">
      <svg
        viewBox="0 0 360 150"
        role="img"
        aria-labelledby={`${id}-name ${id}-description`}
        className="block h-auto w-full max-w-md fill-none stroke-ink font-sans [&_text]:fill-ink [&_text]:stroke-none"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        fontSize="15"
      >
        <title id={`${id}-name`}>How a receipt is proved</title>
        <desc id={`${id}-description`}>
          A receipt leads to one line in a list of entries. The whole list is closed by a seal, the
          signed checkpoint.
        </desc>
        <Receipt />
        <path d="M88 68h42m-8-6 8 6-8 6" className="stroke-accent" strokeWidth="2.5" />
        <Entries />
        <path d="M232 68h34m-8-6 8 6-8 6" className="stroke-accent" strokeWidth="2.5" />
        <Seal />
        <text x="43" y="144" textAnchor="middle">
          1 receipt
        </text>
        <text x="182" y="144" textAnchor="middle">
          2 entry
        </text>
        <text x="314" y="144" textAnchor="middle">
          3 checkpoint
        </text>
      </svg>
      <figcaption className="mt-4">
        <ol className="grid gap-1.5">
          {steps.map(([what, says], step) => (
            <li key={what} className="grid grid-cols-[1.25rem_1fr] tabular-nums">
              <span aria-hidden="true" className="text-soft">
                {step + 1}
              </span>
              <span>
                <strong>{what}</strong> {says}
              </span>
            </li>
          ))}
        </ol>
      </figcaption>
    </figure>
  )
}

function Receipt() {
  return (
    <g transform="translate(8 12)">
      <path d="M0 0h70v106l-7-6-7 6-7-6-7 6-7-6-7 6-7-6-7 6-7-6-7 6Z" className="fill-raised" />
      <path d="M12 18h46M12 31h46M12 44h30" className="stroke-soft" />
      <circle cx="47" cy="72" r="11" />
      <path d="m42 72.5 3.5 3.5 6.5-7.5" />
    </g>
  )
}

function Entries() {
  return (
    <g>
      <path d="M138 122V12h88v110" className="fill-raised" />
      <path d="M138 30h88M138 58h88M138 78h88M138 96h88M138 114h88" />
      <path d="M138 58h88v20h-88z" className="fill-accent stroke-accent" />
      <path d="M148 21h44M148 44h56M148 87h50M148 105h40" className="stroke-soft" />
      <path d="M148 68h48" className="stroke-accent-ink" />
    </g>
  )
}

function Seal() {
  return (
    <g transform="translate(314 68)">
      <path d="M-20 26v28l20-10 20 10V26" className="fill-raised" />
      <circle r="38" className="fill-raised" />
      <circle r="30" strokeDasharray="2 4" />
      <path d="M-18 4c5-14 10-14 10-6s-5 14-3 7 12-15 12-9-5 11 0 11 7-6 17-6" />
    </g>
  )
}

import type { ControlView } from '#lib/queries/answers.ts'

/** A control of a test: a feature that is permitted and undecided, unless said otherwise. */
export function control(differences: Partial<ControlView> = {}): ControlView {
  return {
    purpose: 'meeting_summary',
    category: null,
    categoryTitle: null,
    group: null,
    status: 'undecided',
    decision: 'deny',
    permission: 'members_decide',
    ceiling: 'open',
    otherGround: null,
    mayInclude: true,
    isRuledOut: false,
    labels: { include: 'Include me', leaveOut: 'Leave me out' },
    sentences: {
      control: 'Meeting summary: you are left out.',
      said: 'You have yet to decide.',
      now: 'Meeting summary leaves out your part of a meeting.',
      why: [],
    },
    answered: null,
    asked: null,
    carried: null,
    ...differences,
  }
}

/** A kind of content of product improvement. */
export function kind(
  title: string,
  differences: Partial<ControlView> = {},
): ControlView & { readonly categoryTitle: string } {
  const content = title.toLowerCase()
  return {
    ...control({
      purpose: 'product_improvement',
      category: content.replaceAll(' ', '_'),
      group: 'written',
      labels: { include: `Share my ${content}`, leaveOut: `Leave out my ${content}` },
      sentences: {
        control: `Sharing ${content} for product improvement: not shared.`,
        said: 'You have yet to decide.',
        now: `The platform may not use your ${content}.`,
        why: [],
      },
      ...differences,
    }),
    categoryTitle: title,
  }
}

export const shared = { status: 'given', decision: 'permit' } as const
export const off = { permission: 'off', mayInclude: false } as const
export const forbidden = { ceiling: 'forbidden', mayInclude: false } as const
export const ruledOut = { isRuledOut: true, mayInclude: false } as const
export const forced = { ceiling: 'no_choice', mayInclude: false } as const

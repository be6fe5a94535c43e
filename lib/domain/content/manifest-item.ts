/** One thing that was said, written or made, as a platform lists it before it uses it. */
export type ManifestItem = {
  /** The platform's own id of it. */
  readonly item: string
  /** Whose meeting or page it is from, as the platform calls it. */
  readonly account: string
  readonly categories: readonly string[]
  /** Everybody who is heard, seen or read in it. */
  readonly contributors: readonly ItemContributor[]
  readonly meeting: string | null
  readonly label: string | null
  readonly forMinors: boolean
}

export type ItemContributor =
  { readonly account: string; readonly member: string } | { readonly guest: string }

/** A question as AuthZEN has it (Authorization API 1.0, section 5). */
export type ItemEvaluation = {
  readonly subject: {
    readonly type: 'user' | 'guest'
    readonly id: string
    readonly properties?: { readonly account: string }
  }
  readonly action: { readonly name: string }
  readonly resource: {
    readonly type: 'content'
    readonly id: string
    readonly properties: Readonly<Record<string, unknown>>
  }
}

/** What has to be permitted for an item to be used for a purpose: a question for each of its categories. */
export function evaluationsOf(
  { item, account, categories, contributors, meeting, label, forMinors }: ManifestItem,
  purpose: string,
): readonly ItemEvaluation[] {
  const [first, ...others] = contributors
  return categories.map((category) => ({
    subject: subjectOf(first),
    action: { name: purpose },
    resource: {
      type: 'content',
      id: item,
      properties: {
        ...{ account, category, contributors: others, meeting, label },
        for_minors: forMinors,
      },
    },
  }))
}

/** An item with nobody in it is somebody's whom nobody knows: never a yes. */
function subjectOf(contributor: ItemContributor | undefined): ItemEvaluation['subject'] {
  if (contributor === undefined) return { type: 'user', id: '' }
  if ('guest' in contributor) return { type: 'guest', id: contributor.guest }
  const { account, member } = contributor
  return { type: 'user', id: member, properties: { account } }
}

/** One answer, as it is kept: random ids and words of ours, none of the platform's names. */
export type KeptAnswer = {
  readonly id: string
  readonly at: Date
  readonly keyId: string
  readonly interface: 'authzen' | 'ofrep'
  readonly accountId: string | null
  readonly subjectId: string | null
  readonly meetingId: string | null
  readonly purpose: string
  readonly category: string | null
  readonly isPermitted: boolean
  readonly reasons: readonly string[]
  readonly obligations: readonly string[]
  readonly revision: number
  readonly stateAgeMs: number
}

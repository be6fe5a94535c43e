import { CONSENT_STATUSES, memberVote, type ConsentStatus } from '@assent/decision'
import { describe, expect, it } from 'vitest'
import { nextStatus, STATUS_ACTS, type StatusAct } from './status.ts'

function expectEverywhere(act: StatusAct, becomes: Partial<Record<ConsentStatus, ConsentStatus>>) {
  for (const status of CONSENT_STATUSES) {
    expect(nextStatus(status, act), `${status} + ${act}`).toBe(becomes[status] ?? status)
  }
}

const isNo = (status: ConsentStatus) => memberVote(status).opinion === 'DENY'

describe('nextStatus', () => {
  it('C4: nothing but the person’s own give leads to given', () => {
    for (const status of CONSENT_STATUSES) {
      for (const act of STATUS_ACTS) {
        if (act === 'give' || status === 'given') continue
        expect(nextStatus(status, act), `${status} + ${act}`).not.toBe('given')
      }
    }
  })

  it('C7: accepting terms is no act on a status', () => {
    expect(STATUS_ACTS).toEqual([
      'request',
      'give',
      'refuse',
      'withdraw',
      'members_decide',
      'off',
      'expire',
      'go_stale',
    ])
  })

  it('C9: what an admin records about others, permitting, turning off or asking, is a yes for nobody', () => {
    for (const act of ['members_decide', 'off', 'request'] as const) {
      const reached = CONSENT_STATUSES.filter((status) => status !== 'given').map((status) =>
        nextStatus(status, act),
      )
      expect(reached).not.toContain('given')
    }
  })

  it('C19: a refusal is a state of its own, not the absence of a yes', () => {
    expect(nextStatus('undecided', 'refuse')).toBe('refused')
    expect(nextStatus('requested', 'refuse')).toBe('refused')
  })

  it('give is a yes from everywhere', () => {
    for (const status of CONSENT_STATUSES) expect(nextStatus(status, 'give')).toBe('given')
  })

  it('a no is a no from everywhere, whatever else happened first', () => {
    for (const status of CONSENT_STATUSES) {
      expect(isNo(nextStatus(status, 'refuse')), `${status} + refuse`).toBe(true)
      expect(isNo(nextStatus(status, 'withdraw')), `${status} + withdraw`).toBe(true)
    }
  })

  it('a no after a yes is withdrawn, a no without one is refused', () => {
    expect(nextStatus('given', 'withdraw')).toBe('withdrawn')
    expect(nextStatus('stale', 'withdraw')).toBe('withdrawn')
    expect(nextStatus('undecided', 'withdraw')).toBe('refused')
    expect(nextStatus('requested', 'withdraw')).toBe('refused')
  })

  it('a no stays the no it is until the person gives', () => {
    for (const status of ['refused', 'withdrawn'] as const) {
      for (const act of STATUS_ACTS) {
        if (act !== 'give') expect(nextStatus(status, act), `${status} + ${act}`).toBe(status)
      }
    }
  })

  it('asking reopens what has no answer, and leaves every answer alone', () => {
    expectEverywhere('request', {
      undecided: 'requested',
      revoked: 'requested',
      expired: 'requested',
      stale: 'requested',
    })
  })

  it('turning off revokes a yes and closes an open request', () => {
    expectEverywhere('off', {
      requested: 'undecided',
      given: 'revoked',
      expired: 'revoked',
      stale: 'revoked',
    })
  })

  it('permitting again revives nothing', () => {
    expectEverywhere('members_decide', {})
    expect(nextStatus(nextStatus('given', 'off'), 'members_decide')).toBe('revoked')
  })

  it('time and widening end a yes and nothing else', () => {
    expectEverywhere('expire', { given: 'expired', stale: 'expired' })
    expectEverywhere('go_stale', { given: 'stale' })
  })

  it('every act done twice is the act done once', () => {
    for (const status of CONSENT_STATUSES) {
      for (const act of STATUS_ACTS) {
        const once = nextStatus(status, act)
        expect(nextStatus(once, act), `${status} + ${act} twice`).toBe(once)
      }
    }
  })
})

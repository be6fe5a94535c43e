import { CONSENT_STATUSES, type Decision, type ReasonCode, type RuleCode } from '@assent/decision'
import { describe, expect, it } from 'vitest'
import { shownCount, type PermissionImpact } from './impact.ts'
import {
  carriedSentence,
  choiceLabels,
  controlSentences,
  impactSentences,
  permissionSentences,
  type ControlState,
} from './sentences.ts'
import { allNames, allPermissionStates, allStates, SHARING, SUMMARY } from './testdata/states.ts'

const everyControl = allNames.flatMap((names) =>
  allStates(names.kind).map((state) => ({ names, state, says: controlSentences(names, state) })),
)
const everyPermission = allNames.flatMap((names) =>
  allPermissionStates.map((state) => ({ names, state, says: permissionSentences(names, state) })),
)

const RULES = [
  'SETTING_FORBIDS',
  'MINORS_NOT_AUTHORISED',
  'MINORS_NEVER_SHARE',
  'HEALTHCARE_NOT_AUTHORISED',
  'HEALTHCARE_NEVER_SHARES',
] as const satisfies readonly RuleCode[]
const everyRuled = everyControl.flatMap(({ names, state }) =>
  RULES.map((rule) => ({ state, says: controlSentences(names, { ...state, rules: [rule] }) })),
)

function saysAll(): readonly string[] {
  return [
    ...everyRuled.flatMap(({ says }) => [says.control, says.said, says.now, ...says.why]),
    ...everyControl.flatMap(({ says }) => [says.control, says.said, says.now, ...says.why]),
    ...everyPermission.flatMap(({ says }) => [says.control, says.now]),
    ...allNames.flatMap((names) => Object.values(choiceLabels(names))),
    ...allNames.flatMap((names) => [true, false].map((less) => carriedSentence(names, less))),
    ...allNames.flatMap((names) => everyImpactSentence(names)),
  ]
}

function everyImpactSentence(names: typeof SUMMARY): readonly string[] {
  const impacts = [0, 3, 20, 38, 40].map((people) => impactOf(people, people))
  return impacts.flatMap((impact) => [
    ...impactSentences(names, { permission: 'off', asking: null }, impact),
    ...impactSentences(names, { permission: 'members_decide', asking: 'ask_now' }, impact),
  ])
}

function impactOf(yesesEnding: number, membersToAsk: number): PermissionImpact {
  return { members: 40, yesesEnding, membersToAsk, permittedBefore: 0, permittedAfter: 0 }
}

const deny = (...codes: readonly ReasonCode[]): Decision => ({
  decision: 'deny',
  opinion: 'DENY',
  reasons: codes.map((code) => ({ code, level: 'member' })),
})
const permit: Decision = { decision: 'permit', opinion: 'GRANT', reasons: [] }

describe('C23: every control carries a full sentence as its state', () => {
  it('says that chat is not shared for product improvement', () => {
    const state = {
      status: 'undecided',
      ground: 'consent',
      decision: deny('MEMBER_UNDECIDED'),
    } as const
    expect(controlSentences(SHARING, state)).toEqual({
      control: 'Sharing chat for product improvement: not shared.',
      said: 'You have yet to decide.',
      now: 'Northwind Meet may not use your chat for product improvement.',
      why: [],
    })
  })

  it('says a feature that the account permits and the person refused', () => {
    const state = {
      status: 'refused',
      ground: 'consent',
      decision: deny('MEMBER_REFUSED'),
    } as const
    expect(controlSentences(SUMMARY, state)).toEqual({
      control: 'Meeting summary: you are left out.',
      said: 'You have said no.',
      now: 'Meeting summary leaves out your part of a meeting.',
      why: [],
    })
  })

  it('names what it is about and how it stands, in every state', () => {
    for (const { names, says } of everyControl) {
      expect(says.control.toLowerCase()).toContain(names.purpose.toLowerCase())
      expect(says.control).toMatch(
        /: (you are included|you are left out|shared|not shared|ended|ruled out by the terms|no choice offered)\.$/,
      )
    }
  })

  it('says shared or included exactly when it is permitted', () => {
    for (const { state, says } of everyControl) {
      const isOn = /: (you are included|shared)\.$/.test(says.control)
      expect(isOn).toBe(state.decision.decision === 'permit')
    }
  })

  it('says an admin’s permission as a permission, never as anybody’s consent', () => {
    for (const { says } of everyPermission) {
      expect(says.control).toMatch(
        /: (members decide for themselves|off for everyone|your organisation has yet to decide|ended|ruled out by the terms|no choice offered)\.$/,
      )
      expect(`${says.control} ${says.now}`).not.toMatch(/consent/i)
    }
  })

  it('C35: a rule that stands in the way is the state, whatever was said, and no decision is asked for', () => {
    for (const { state, says } of everyRuled) {
      expect(says.control).toMatch(
        /: (not possible under the rules for (people under age|health data)|ruled out in this kind of organisation|ended)\.$/,
      )
      expect(says.said).not.toMatch(/yet to|needed/)
      expect(says.said === '').toBe(!['given', 'refused', 'withdrawn'].includes(state.status))
      expect(says.now).toMatch(/leaves out your part|may not use your/)
    }
    const minor = { status: 'undecided', ground: 'consent', decision: permit } as const
    expect(controlSentences(SHARING, { ...minor, rules: ['MINORS_NEVER_SHARE'] })).toEqual({
      control:
        'Sharing chat for product improvement: not possible under the rules for people under age.',
      said: '',
      now: 'Northwind Meet may not use your chat for product improvement.',
      why: ['Under them content stays out of it, whatever anyone says here.'],
    })
  })

  it('has no bare On or Off', () => {
    for (const sentence of saysAll()) expect(sentence).not.toMatch(/^(on|off)\.?$/i)
  })
})

describe('C24: no double negative', () => {
  const NEGATIVE =
    /\b(no|not|never|nobody|nothing|none|neither|nor|without|unless|cannot|un(?:shared|asked|used)|off|disabled?|refused?|decline[ds]?|prohibit(?:s|ed)?|forbid(?:s|den)?|ruled? (?:this |it )?out|opt out|leaves? out|left out)\b|n[’']t\b/gi

  it('recognises one', () => {
    const negatives = (text: string) => text.match(NEGATIVE)?.length ?? 0
    expect(negatives('Don’t turn off sharing.')).toBe(2)
    expect(negatives('It is not disabled.')).toBe(2)
    expect(negatives('You have said no.')).toBe(1)
  })

  it('has at most one negative word a sentence, over all statuses, reasons, permissions and counts', () => {
    const sentences = saysAll().flatMap((text) => text.split(/(?<=\.)\s+/))
    expect(sentences.length).toBeGreaterThan(500)
    for (const sentence of new Set(sentences)) {
      expect(sentence.match(NEGATIVE)?.length ?? 0, sentence).toBeLessThanOrEqual(1)
    }
  })

  it('has no exclamation mark and no thanks', () => {
    for (const text of saysAll()) expect(text).not.toMatch(/!|thank/i)
  })
})

describe('what was said and what happens now', () => {
  const state = (departure: Partial<ControlState>): ControlState => ({
    status: 'given',
    ground: 'consent',
    decision: permit,
    ...departure,
  })

  it('explains nothing where a yes is followed', () => {
    expect(controlSentences(SUMMARY, state({})).why).toEqual([])
  })

  it('explains every yes that is not followed', () => {
    for (const { state: each, says } of everyControl) {
      if (each.status === 'given' && each.decision.decision === 'deny') {
        expect(says.why.length).toBeGreaterThan(0)
      }
    }
  })

  it('explains every silence that does not stand in the way', () => {
    const silent = state({ status: 'undecided', ground: 'other_ground' })
    expect(controlSentences(SUMMARY, silent)).toMatchObject({
      said: 'You have yet to decide.',
      now: 'Meeting summary may use your part of a meeting.',
      why: [
        'Your organisation runs it for its own members on another ground, which it has recorded.',
        'You can object with one act.',
      ],
    })
  })

  it('says that the organisation turned it off, and that the earlier yes ended with it', () => {
    const off = state({ status: 'revoked', decision: deny('ACCOUNT_OFF', 'MEMBER_REVOKED') })
    const says = controlSentences(SHARING, off)
    expect(says.said).toBe('Your earlier yes ended when your organisation turned this off.')
    expect(says.why[0]).toBe('Your organisation has turned this off for everyone.')
  })

  it('says that an answer is needed again', () => {
    const stale = state({ status: 'stale', decision: deny('CONSENT_STALE') })
    expect(controlSentences(SHARING, stale).said).toContain('your answer is needed again')
  })

  it('C12: a withdrawal says that use before it stays lawful and where to read on', () => {
    const withdrawn = state({ status: 'withdrawn', decision: deny('MEMBER_WITHDREW') })
    expect(controlSentences(SHARING, withdrawn).why).toEqual([
      'Use before that moment stays lawful, and the notice says what happens to what came of it.',
    ])
  })

  it('shows a ceiling of the terms as the terms’ rule, whatever the person said', () => {
    for (const status of CONSENT_STATUSES) {
      const ruled = state({ status, decision: deny('TERMS_PROHIBIT') })
      expect(controlSentences(SHARING, ruled).control).toBe(
        'Sharing chat for product improvement: ruled out by the terms.',
      )
    }
  })

  it('where no choice is offered it claims neither a yes nor that nothing happens', () => {
    const none = state({ status: 'undecided', decision: deny('TERMS_NO_CHOICE') })
    expect(controlSentences(SHARING, none)).toMatchObject({
      control: 'Sharing chat for product improvement: no choice offered.',
      now: 'The terms let Northwind Meet use your chat for product improvement whatever you say here.',
    })
  })

  it('where the terms of then and now differ, the stricter is what is said', () => {
    const both = state({ decision: deny('TERMS_PROHIBIT', 'TERMS_NO_CHOICE') })
    const says = controlSentences(SHARING, both)
    expect(says.control).toContain('ruled out by the terms')
    expect(says.now).toBe('Northwind Meet may not use your chat for product improvement.')
  })
})

describe('choiceLabels', () => {
  it('uses the same words for yes and no', () => {
    expect(choiceLabels(SUMMARY)).toEqual({ include: 'Include me', leaveOut: 'Leave me out' })
    expect(choiceLabels(SHARING)).toEqual({
      include: 'Share my chat',
      leaveOut: 'Leave out my chat',
    })
  })
})

describe('impactSentences', () => {
  const off = { permission: 'off', asking: null } as const

  it('says how many answers end, from five on', () => {
    expect(impactSentences(SUMMARY, off, impactOf(20, 0))[0]).toBe(
      'The yes of 20 people ends, and comes back only by a new one.',
    )
  })

  it('says the same for nobody, for one and for all but one', () => {
    const said = [0, 1, 4, 36, 39].map((count) => impactSentences(SUMMARY, off, impactOf(count, 0)))
    expect(new Set(said.map((each) => each[0]))).toEqual(
      new Set(['Every yes given so far ends, and comes back only by a new one.']),
    )
  })

  it('says how many are asked, and only where they are asked now', () => {
    const ask = { permission: 'members_decide', asking: 'ask_now' } as const
    expect(impactSentences(SUMMARY, ask, impactOf(0, 40))).toEqual(['All 40 members are asked.'])
    expect(impactSentences(SUMMARY, { ...ask, asking: 'not_yet' }, impactOf(0, 0))).toEqual([])
  })

  it('shows no number that would be masked', () => {
    for (let people = 0; people <= 40; people += 1) {
      if (shownCount(people, 40).shown !== 'not_everyone') continue
      const ask = { permission: 'members_decide', asking: 'ask_now' } as const
      const said = [
        ...impactSentences(SUMMARY, off, impactOf(people, people)),
        ...impactSentences(SUMMARY, ask, impactOf(people, people)),
      ]
      expect(said.join(' ')).not.toMatch(/\d/)
    }
  })
})

import { expect, test } from 'vitest'
import { expireEvaluations } from '#lib/commands/expire-evaluations.ts'
import { RateLimiter } from '#lib/http/rate-limit.ts'
import { until } from '../../test-support/decision-point.ts'
import { openDecisionWorld, openTeam, summaryOf } from '../../test-support/decision-world.ts'

const limiter = new RateLimiter(40, 60)
const { database, world, point, team } = await openDecisionWorld(
  async (made) => ({ team: await openTeam(made) }),
  { limiter },
)

const about = (who: string) => summaryOf(team, who)

test('every answer says how many more there are, and one too many when', async () => {
  const { key } = await point.newKey()
  const statuses: number[] = []
  let last: Response | null = null
  while (statuses.at(-1) !== 429) {
    last = await point.post('/access/v1/evaluation', key, about(team.member.subjectId))
    expect(last.headers.get('ratelimit-policy')).toBe('"key";q=40;w=60')
    expect(last.headers.get('ratelimit')).toMatch(/^"key";r=\d+;t=\d+$/)
    statuses.push(last.status)
  }
  expect(statuses.length).toBeGreaterThan(10)
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0)
  const other = await point.newKey()
  expect((await point.evaluate(other.key, about(team.member.subjectId))).decision).toBe(true)
})

test('answers are kept with random ids alone, and removed when their time is over', async () => {
  const { id, key } = await point.newKey()
  const yes = await point.evaluate(key, about(team.member.subjectId))
  const no = await point.evaluate(key, about('u_somebody'))
  await point.audit.flush()
  const { rows } = await database.pool.query<Record<string, unknown>>(
    'SELECT * FROM evaluation WHERE key_id = $1 ORDER BY at, is_permitted DESC',
    [id],
  )
  expect(rows).toMatchObject([
    {
      id: yes.context['evaluation_id'],
      account_id: team.account.id,
      subject_id: team.member.subjectId,
      purpose: 'meeting_summary',
      is_permitted: true,
      reasons: [],
    },
    {
      id: no.context['evaluation_id'],
      subject_id: null,
      is_permitted: false,
      reasons: ['UNKNOWN_MEMBER'],
    },
  ])
  expect(JSON.stringify(rows)).not.toContain('u_somebody')
  expect(await expireEvaluations(world.context, 1)).toBe(0)
  const later = { ...world.context, now: () => new Date(Date.now() + 2 * 86_400_000) }
  expect(await expireEvaluations(later, 1)).toBeGreaterThanOrEqual(2)
})

test('metrics count what was answered, and name nobody', async () => {
  const { key } = await point.newKey()
  await point.evaluate(key, about(team.member.subjectId))
  await point.evaluate(key, about('u_somebody'))
  const answer = await fetch(`${point.url}/metrics`)
  const text = await answer.text()
  expect(answer.headers.get('content-type')).toContain('text/plain')
  expect(text).toMatch(/^assent_decision_permits_total [1-9]/m)
  expect(text).toMatch(/^assent_decision_denials_total\{reason="UNKNOWN_MEMBER"\} [1-9]/m)
  expect(text).toMatch(/^assent_decision_responses_total\{status="200"\} [1-9]/m)
  expect(text).toMatch(/^assent_decision_ready 1$/m)
  expect(text).toMatch(/^assent_decision_audit_lost_total 0$/m)
  expect(text).toMatch(/^assent_decision_request_seconds_count [1-9]/m)
  for (const name of [team.account.id, team.member.subjectId, 'u_somebody'])
    expect(text).not.toContain(name)
})

test('health is asked without a key', async () => {
  expect((await fetch(`${point.url}/healthz`)).status).toBe(200)
  await until(async () => (await fetch(`${point.url}/readyz`)).status === 200)
})

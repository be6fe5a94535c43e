import { afterAll, expect, test, vi } from 'vitest'
import { closeDatabase, openDatabase } from '#lib/store/database.ts'
import { testDatabase } from '../../test-support/database.ts'
import { openWorld } from '../../test-support/world.ts'
import { GET } from './route.ts'

const at = await testDatabase()
const database = openDatabase(at.url)
const world = await openWorld(database)
vi.mock('#lib/context.ts', () => ({ appContext: () => Promise.resolve(world.context) }))
afterAll(() => closeDatabase(database))

test('whoever looks for the decision point at the portal is told where it is', async () => {
  const request = new Request('http://portal.test/.well-known/authzen-configuration')
  const response = await GET(request, { params: Promise.resolve({}) })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toContain('application/json')
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
  const decisionPoint = 'http://localhost:4322'
  expect(await response.json()).toEqual({
    policy_decision_point: world.context.publicUrl,
    access_evaluation_endpoint: `${decisionPoint}/access/v1/evaluation`,
    access_evaluations_endpoint: `${decisionPoint}/access/v1/evaluations`,
    access_request_endpoint: `${world.context.publicUrl}/api/v1/access-requests`,
    capabilities: ['urn:openid:authzen:capability:access-request'],
    supported_obligations: ['custom'],
  })
})

import { apiPaths } from '#lib/paths.ts'

/**
 * What the decision point at `endpoints` offers (AuthZEN Authorization API 1.0, section 9), for whoever
 * looks for it at `identifier`: its own origin, or the portal's. Search is not offered: a list of who
 * permits names who refused. Obligations are of no type that the draft profile names: `properties.action` says
 * which (packages/decision, "Answers"). Requests go to the portal: they are written down, and the decision point
 * only reads.
 */
export function authzenConfiguration(
  identifier: string,
  { endpoints, portal }: { readonly endpoints: string; readonly portal: string },
): Readonly<Record<string, unknown>> {
  return {
    policy_decision_point: identifier,
    access_evaluation_endpoint: `${endpoints}/access/v1/evaluation`,
    access_evaluations_endpoint: `${endpoints}/access/v1/evaluations`,
    access_request_endpoint: `${portal}${apiPaths.accessRequests()}`,
    capabilities: ['urn:openid:authzen:capability:access-request'],
    supported_obligations: ['custom'],
  }
}

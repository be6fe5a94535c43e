import { type APIRequestContext, type Page, expect, request } from '@playwright/test'
import { mintMeetingLink, type MeetingLink } from '#lib/auth/meeting-link.ts'
import { apiPaths, paths } from '#lib/paths.ts'

/** Two features that people are asked about, and one that is only announced. */
const FEATURES = ['meeting_summary', 'meeting_questions', 'smart_recording'] as const

/**
 * A meeting of an organisation of its own, stated over the API as a platform does: nothing of it is in the
 * demonstration, so that no other test sees it.
 */
export class PretendMeeting {
  readonly #api: APIRequestContext
  readonly #account: string
  id = ''
  /** Of the host's page. */
  hostUrl = ''
  #told = 0
  /** By participant, the address of their notice. */
  readonly notices = new Map<string, string>()

  private constructor(api: APIRequestContext, account: string) {
    this.#api = api
    this.#account = account
  }

  /** @param leavesOut what the platform can leave a person out of; with less a feature needs everyone's yes */
  static async open(
    staff: Page,
    { leavesOut, name = 'Voortrekkers Ltd' }: { leavesOut: readonly string[]; name?: string },
  ): Promise<PretendMeeting> {
    const scopes = ['accounts', 'answers', 'meetings']
    const data = { name: 'A pretend meeting', account: '', scopes }
    const made = await staff.request.post(apiPaths.operatorApiKeys(), { data })
    const { key } = (await made.json()) as { key: string }
    const api = await request.newContext({
      baseURL: `http://localhost:${String(process.env['E2E_PORT'])}`,
      extraHTTPHeaders: { authorization: `Bearer ${key}` },
    })
    const account = `pretend-${crypto.randomUUID().slice(0, 8)}`
    const meeting = new PretendMeeting(api, account)
    await meeting.#send('/api/v1/accounts', { externalId: account, name, sandbox: true })
    const host = { externalId: 'hanna', name: 'Hanna Host', email: `hanna@${account}.example` }
    await meeting.#send(`/api/v1/accounts/${account}/members`, {
      members: [{ ...host, role: 'owner' }],
    })
    await meeting.permit('members_decide')
    await meeting.#begin(leavesOut)
    return meeting
  }

  async #begin(leavesOut: readonly string[]): Promise<void> {
    const begun = { account: this.#account, meeting: this.#account, leavesOut }
    const { id, hostUrl } = await this.#send<{ id: string; hostUrl: string }>(
      '/api/v1/meetings',
      begun,
    )
    this.id = id
    this.hostUrl = hostUrl
    await this.join('host', { member: 'hanna' })
    await this.state(
      { kind: 'host_changed', participant: 'host' },
      { kind: 'feature_started', feature: FEATURES[0], participant: 'host' },
      { kind: 'feature_started', feature: FEATURES[1], participant: 'host' },
      { kind: 'feature_announced', feature: FEATURES[2], participant: 'host' },
    )
  }

  /** Answers where their notice is. Without a member it is a guest. */
  async join(participant: string, more: { member?: string } = {}): Promise<string> {
    await this.state({ kind: 'joined', participant, ...more })
    return this.notices.get(participant) ?? ''
  }

  async state(...changes: readonly object[]): Promise<void> {
    const keyed = changes.map((change) => ({ key: `k${String((this.#told += 1))}`, ...change }))
    const path = `/api/v1/meetings/${this.id}/changes`
    const { notices } = await this.#send<{ notices: { participant: string; url: string }[] }>(
      path,
      {
        changes: keyed,
      },
    )
    for (const { participant, url } of notices) this.notices.set(participant, url)
  }

  /** What the organisation says of all three features. */
  async permit(kind: 'members_decide' | 'off'): Promise<void> {
    const path = `/api/v1/accounts/${this.#account}`
    const questions = await this.#api.get(`${path}/questions`)
    const { permissionRevisions } = (await questions.json()) as {
      permissionRevisions: { features: string }
    }
    const settings = FEATURES.map((purpose) => ({ purpose, category: null, kind }))
    const askings = FEATURES.map((purpose) => ({ purpose, mode: 'not_yet' }))
    const data = {
      ...{ by: 'hanna', question: 'features', settings },
      askings: kind === 'off' ? [] : askings,
    }
    const headers = { 'if-match': `"${permissionRevisions.features}"` }
    const set = await this.#api.post(`${path}/permissions`, { data, headers })
    expect(set.ok(), await set.text()).toBe(true)
  }

  /** The organisation only watches decisions until then; null: they hold. */
  async watch(until: Date | null): Promise<void> {
    const path = `/api/v1/accounts/${this.#account}/observation`
    const etag = (await this.#api.get(path)).headers()['etag'] ?? ''
    const data = { by: 'hanna', until: until?.toISOString() ?? null }
    const set = await this.#api.put(path, { data, headers: { 'if-match': etag } })
    expect(set.ok(), await set.text()).toBe(true)
  }

  /** What the platform is told of one person's notice: to ask whether it was displayed. */
  async wasDisplayed(participant: string): Promise<boolean> {
    const path = `/api/v1/meetings/${this.id}/participants/${participant}`
    const notice = await this.#api.get(`${path}/notice`)
    const { digest } = (await notice.json()) as { digest: string }
    const { isNew } = await this.#send<{ isNew: boolean }>(`${path}/displays`, {
      digest,
      method: 'client',
    })
    return !isNew
  }

  /** A link that was really signed, for whomever, as it would have been that many days ago. */
  linkOf(who: MeetingLink['who'], daysAgo = 0): string {
    // The same key as the portal of this run; nothing else of these settings is read.
    process.env['NEXTAUTH_SECRET'] = process.env['E2E_SECRET'] ?? ''
    process.env['DATABASE_URL'] ??= 'postgresql://nobody@localhost/none'
    const then = new Date(Date.now() - daysAgo * 86_400_000)
    return paths.meetingNotice(mintMeetingLink({ meetingId: this.id, who }, then))
  }

  async #send<Answer>(path: string, data: object): Promise<Answer> {
    const sent = await this.#api.post(path, { data })
    const text = await sent.text()
    expect(sent.ok(), `${path}: ${text}`).toBe(true)
    return (text === '' ? null : JSON.parse(text)) as Answer
  }
}

/** All that the pretend platform can leave a person out of. */
export const EVERYTHING = ['audio', 'video', 'chat', 'screen_sharing']

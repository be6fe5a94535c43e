/** The portal, as a platform's own server calls it. Each function is one request of docs/platforms and of /api/v1/openapi. */
export class Portal {
  #url
  #key

  constructor(url, key) {
    this.#url = url
    this.#key = key
  }

  /** The platform's account and its people, by the platform's own ids. The same again changes nothing. */
  async register(account, name, people) {
    await this.#send(
      'POST',
      '/accounts',
      { externalId: account, name, sandbox: true },
      { known: 409 },
    )
    const members = people.map(({ id, name, role }) => ({
      externalId: id,
      name,
      email: `${id}@${account}.example`,
      role,
    }))
    await this.#send('POST', `/accounts/${account}/members`, { members })
  }

  /** What the account's people are asked, with the words to display. */
  questions(account) {
    return this.#send('GET', `/accounts/${account}/questions`)
  }

  /** An owner or admin, in the platform's own client, lets members decide about these features. */
  permit(account, by, features, revision) {
    return this.#send(
      'POST',
      `/accounts/${account}/permissions`,
      {
        by,
        question: 'features',
        settings: features.map((purpose) => ({ purpose, category: null, kind: 'members_decide' })),
        askings: features.map((purpose) => ({ purpose, mode: 'not_yet' })),
      },
      { ifMatch: revision },
    )
  }

  /** What one member answered on the platform's own screen, with what was displayed there. */
  async answer(account, member, intent, questions) {
    const choices = questions.map(({ purpose, displayed }) => ({ purpose, intent, displayed }))
    const answer = { member, question: 'features', choices, interfaceVersion: 'example-1' }
    const { outcomes } = await this.#send('POST', `/accounts/${account}/choices`, {
      answers: [answer],
    })
    return outcomes[0]
  }

  openMeeting(account, meeting, leavesOut) {
    return this.#send('POST', '/meetings', { account, meeting, leavesOut })
  }

  /** Everybody in the meeting is asked about a feature: their notices say so. */
  ask(meetingId, feature) {
    return this.#send('POST', `/meetings/${meetingId}/requests`, { feature })
  }

  /**
   * What happened in a meeting. The answer names the roster that the next question has to rest on, and where
   * the notice is of each person who was named: to be handed to that person alone.
   */
  state(meetingId, changes) {
    return this.#send('POST', `/meetings/${meetingId}/changes`, { changes })
  }

  async #send(method, path, body, { known, ifMatch } = {}) {
    const response = await fetch(`${this.#url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(ifMatch === undefined ? {} : { 'if-match': `"${ifMatch}"` }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    if (response.status === known) return null
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
}

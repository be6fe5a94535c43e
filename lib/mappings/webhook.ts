import type { StatedChange } from '#lib/schemas/meetings.ts'

/** A request of a meeting platform, as it came. */
export type Webhook = {
  /** As the platform was told it, with what the platform added. */
  readonly url: string
  readonly headers: Headers
  readonly body: string
}

/** What the platform said: of one meeting, of none that concerns us, or a question about this address. */
export type Received =
  | {
      readonly kind: 'meeting'
      /** The platform's own id of this session. */
      readonly meeting: string
      readonly changes: readonly StatedChange[]
    }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'reply'; readonly json: unknown }

/** Why a request is not taken: not signed as agreed, too old or dated ahead, or not what the platform sends. */
export class WebhookRefused extends Error {
  override readonly name = 'WebhookRefused'
  readonly code: 'webhook_unsigned' | 'webhook_late' | 'webhook_malformed'

  constructor(code: WebhookRefused['code']) {
    super(code)
    this.code = code
  }
}

export const NOTHING: Received = { kind: 'nothing' }

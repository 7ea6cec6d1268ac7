/** One request of a webhook. */
export interface WebhookRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly timeoutMs: number;
}

/** What the receiver said. */
export interface WebhookReply {
  readonly status: number;
  /** From `Retry-After`. */
  readonly retryAfterMs?: number;
}

/**
 * Port to the network for webhooks. Follows no redirect and connects to no address that
 * `mayReach` refuses.
 *
 * @throws WebhookRefused where the address is refused; other errors where there is no answer.
 */
export type SendWebhook = (request: WebhookRequest) => Promise<WebhookReply>;

/** The URL leads to where webhooks may not go. */
export class WebhookRefused extends Error {
  override readonly name = "WebhookRefused";
}

/**
 * Reads `Retry-After`: seconds or an HTTP date (RFC 9110 §10.2.3).
 *
 * @param now Epoch milliseconds.
 */
export function parseRetryAfter(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  if (/^\d{1,9}$/u.test(header.trim())) return Number(header) * 1_000;
  // Date.parse takes plain numbers for years.
  const at = /[a-z]/iu.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}

import { Webhook } from "standardwebhooks";

/** What is signed: the id, the time and the bytes that travel. */
export interface SignedMessage {
  readonly webhookId: string;
  readonly payload: string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * The headers of Standard Webhooks 1.0: id, time in seconds, and one `v1` signature a secret, so that
 * a receiver who knows the old or the new one is content.
 */
export function signatureHeaders(
  { webhookId, payload, now }: SignedMessage,
  secrets: readonly string[],
): Readonly<Record<string, string>> {
  const at = new Date(now);
  const signatures = secrets.map((secret) => new Webhook(secret).sign(webhookId, at, payload));
  return {
    "webhook-id": webhookId,
    "webhook-timestamp": String(Math.floor(now / 1_000)),
    "webhook-signature": signatures.join(" "),
  };
}

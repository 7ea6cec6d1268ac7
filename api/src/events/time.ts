import { ApiProblem } from "../http/problem.ts";

/** How far ahead of the server a caller's clock may be. */
const MAX_AHEAD_MS = 5 * 60_000;

/**
 * When an event happened, epoch milliseconds: as sent, but never more than five minutes ahead.
 *
 * @param timestamp ISO 8601; absent: now.
 * @throws ApiProblem `invalid-request` where it is no time.
 */
export function readTimestamp(timestamp: string | undefined, now: number): number {
  if (timestamp === undefined) return now;
  const at = Date.parse(timestamp);
  if (!Number.isNaN(at)) return at > now + MAX_AHEAD_MS ? now : at;
  const message = "expected a time such as 2026-12-05T09:00:00Z";
  throw new ApiProblem({
    code: "invalid-request",
    detail: `$.timestamp: ${message}`,
    errors: [{ path: "$.timestamp", message }],
  });
}

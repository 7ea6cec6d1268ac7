import { FacetError } from "./error.ts";
import { callApi } from "./transport.ts";
import type { ApiAnswer, Connection, TimedCall } from "./transport.ts";

const ATTEMPTS = 3;
const PAUSE_MS = 100;
/** Answers of a service, or a proxy before it, that will take the same later. */
const NOT_NOW = new Set([502, 503, 504]);

/**
 * Calls again, within the same time, while the service cannot be reached or cannot take it now.
 * Only for calls that a resend does not change.
 * @throws FacetError as `callApi` does.
 */
export async function callUntilTaken(connection: Connection, call: TimedCall): Promise<ApiAnswer> {
  const deadline = performance.now() + call.timeoutMs;
  for (let attempt = 1; ; attempt++) {
    const timeoutMs = Math.max(1, deadline - performance.now());
    const isLast = attempt === ATTEMPTS || timeoutMs <= PAUSE_MS;
    try {
      const answer = await callApi(connection, { ...call, timeoutMs });
      if (isLast || !NOT_NOW.has(answer.status)) return answer;
    } catch (error) {
      if (isLast || !(error instanceof FacetError && error.code === "UNREACHABLE")) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

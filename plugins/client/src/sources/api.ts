import { ownCookies } from "../cookies.ts";
import { FacetError } from "../error.ts";
import { asString, isRecord } from "../json.ts";
import type { OutageGuard } from "../outage.ts";
import { callApi, toStatusError } from "../transport.ts";
import type { ApiAnswer, Connection, TimedCall } from "../transport.ts";
import { parseDecision, parseSlots } from "../validate.ts";
import { toCodedCache } from "./coded-cache.ts";
import type { Decided, DecisionSource } from "./source.ts";

// Statuses that say "this request is wrong", not "the service is unwell or misconfigured".
const OWN_FAULTS = new Set([400, 413, 414, 422, 431]);

/** Makes the source that asks the service, and spares it while it is down. */
export function createApiSource(options: {
  readonly connection: Connection;
  readonly guard: OutageGuard;
}): DecisionSource {
  const { connection, guard } = options;

  /**
   * Asks; `undefined` for a 404, which says that there is none.
   * @throws FacetError for anything but that and an answer that `parse` can read.
   */
  async function ask<T>(call: TimedCall, parse: (answer: ApiAnswer) => T | undefined) {
    if (!guard.allows()) throw new FacetError("UNREACHABLE", "is left alone until it answers");
    try {
      const answer = await callApi(connection, call);
      const isNone = answer.status === 404 && call.body === undefined;
      if (answer.status !== 200 && !isNone) throw toStatusError(answer);
      const parsed = isNone ? undefined : parse(answer);
      if (parsed === undefined && !isNone) {
        throw new FacetError("INVALID", `answered ${call.path} with something else`);
      }
      guard.succeeded();
      return parsed;
    } catch (error) {
      const status = error instanceof FacetError ? error.status : undefined;
      guard.failed(error, { ownFault: status !== undefined && OWN_FAULTS.has(status) });
      throw error;
    }
  }

  return {
    async decide(body, timeoutMs) {
      const decided = await ask({ path: "v1/decide", body, timeoutMs }, toDecided);
      if (decided === undefined) throw new FacetError("INVALID", "answered with no decision");
      return decided;
    },
    render({ page, code }, timeoutMs) {
      const path = `v1/render/${encodeURIComponent(page)}/${encodeURIComponent(code)}`;
      return ask({ path, timeoutMs }, ({ body }) => {
        const slots = parseSlots(body);
        const cache = toCodedCache(page, code);
        return slots && { rules: "", page, slots, degraded: [], cache };
      });
    },
    async codes({ page, top }, timeoutMs) {
      const path = `v1/pages/${encodeURIComponent(page)}/codes?top=${top}`;
      return (await ask({ path, timeoutMs }, toCodes)) ?? [];
    },
  };
}

function toDecided(answer: ApiAnswer): Decided | undefined {
  const parsed = parseDecision(answer.body);
  if (parsed === undefined) return undefined;
  const { cookies, ...decision } = parsed;
  return { decision, setCookies: ownCookies(cookies ?? answer.cookies) };
}

function toCodes({ body }: ApiAnswer): readonly string[] | undefined {
  const list = isRecord(body) ? body["codes"] : undefined;
  if (!Array.isArray(list)) return undefined;
  return list.filter(isRecord).flatMap(({ code }) => asString(code) ?? []);
}

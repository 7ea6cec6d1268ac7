import type { StateExchange } from "../exchange.ts";
import type { Leak } from "../leak.ts";
import { OFFER_TITLE } from "../site.ts";

/** What a page fetches for its visitor is theirs alone, whole, and kept by nobody. */
export function checkStates(states: readonly StateExchange[]): readonly Leak[] {
  return states.flatMap(({ label: where, answer }): readonly Leak[] => {
    if (answer.status !== 200) {
      return [{ kind: "broken", where, expected: "status 200", got: `status ${answer.status}` }];
    }
    const leaks: Leak[] = [];
    if (!answer.body.includes(OFFER_TITLE)) {
      const got = answer.body.slice(0, 200);
      leaks.push({ kind: "missing-content", where, expected: `the offer "${OFFER_TITLE}"`, got });
    }
    const control = answer.headers.get("cache-control") ?? "no cache-control";
    if (!/\bno-store\b/.test(control)) {
      leaks.push({ kind: "storable", where, expected: "no-store", got: control });
    }
    return leaks;
  });
}

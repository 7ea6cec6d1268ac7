import { isForMany } from "../exchange.ts";
import type { Exchange, StateExchange } from "../exchange.ts";
import type { Owner } from "../identify.ts";
import type { Leak } from "../leak.ts";
import { stateCookies } from "../visitor.ts";

// Ids of visitors and decisions alike (RFC 9562, version 7).
const ID = /\b[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\b/g;

/** Whose cookies are, by their value. */
export type Owners = ReadonlyMap<string, Owner>;

/** Everybody gets their own cookie or none, and a request that counts as no view gets none. */
export function checkCookies(exchanges: readonly Exchange[], owners: Owners): readonly Leak[] {
  const visitorOf = new Map<string, string>();
  const idOf = new Map<string, string>();
  return exchanges.flatMap(({ answer, visitor, isPeek, label: where }) =>
    stateCookies(answer.headers).flatMap((state): readonly Leak[] => {
      const id = owners.get(state)?.id;
      if (id === undefined) {
        return [
          { kind: "foreign-cookie", where, expected: "a cookie of its own", got: "nobody's" },
        ];
      }
      const holder = visitorOf.get(id) ?? visitor;
      const expected = idOf.get(visitor) ?? id;
      visitorOf.set(id, holder);
      idOf.set(visitor, expected);
      if (holder !== visitor || expected !== id) {
        return [{ kind: "foreign-cookie", where, expected, got: `${id} of ${holder}` }];
      }
      if (!isPeek) return [];
      return [{ kind: "cookie-for-peek", where, expected: "no visitor cookie", got: id }];
    }),
  );
}

/** A page for many names no visitor and no decision, and no id is in the pages of two visitors. */
export function checkIds(
  exchanges: readonly (Exchange | StateExchange)[],
  owners: Owners,
): readonly Leak[] {
  const visitorIds = new Set([...owners.values()].map(({ id }) => id));
  const holders = new Map<string, string>();
  return exchanges.flatMap((exchange) => {
    const { visitor, label: where, answer } = exchange;
    const isMany = "page" in exchange && isForMany(exchange);
    return [...new Set(answer.body.match(ID) ?? [])].flatMap((id): readonly Leak[] => {
      if (isMany || visitorIds.has(id)) {
        const whose = visitorIds.has(id) ? "a visitor's id" : "a decision's id";
        return [{ kind: "id-in-page", where, expected: "no id", got: `${whose}: ${id}` }];
      }
      const holder = holders.get(id) ?? visitor;
      holders.set(id, holder);
      if (holder === visitor) return [];
      return [
        { kind: "foreign-id", where, expected: "an id of its own", got: `${id} of ${holder}` },
      ];
    });
  });
}

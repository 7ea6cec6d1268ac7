import { createSpaceSaving } from "@facet/engine";
import type { HeavyKey } from "@facet/engine";
import { NOTHING, plus, rounded } from "./amount.ts";
import type { Amount } from "./report.ts";
import type { SearchTerm } from "./read-report.ts";

/** A name with all that was counted for it. */
export interface Costly<D> extends Amount {
  readonly name: string;
  /** Rows before the name was among the costliest are not in. */
  readonly incomplete?: true;
  /** What was told of it first. */
  readonly detail: D;
}

/** Finds the costliest of any number of names, in bounded memory. */
export interface CostliestNames<D> {
  add(name: string, row: SearchTerm, detail: () => D): void;
  /** Costliest first, of equal cost the most clicked. */
  top(count: number): Costly<D>[];
  /** All that was added. */
  sum(): Amount;
}

/** What a click weighs beside money: it only decides between names of equal cost. */
const CLICK_WEIGHT = 1e-6;

/**
 * Makes an empty list.
 *
 * @param capacity Names that are counted at a time; as long as there are no more, all is exact.
 */
export function createCostliest<D>({ capacity }: { readonly capacity: number }): CostliestNames<D> {
  const names = createSpaceSaving<Counted<D>>({ capacity });
  let sum = NOTHING;
  return {
    add(name, row, detail) {
      sum = plus(sum, row);
      names.add(name, row.cost + row.clicks * CLICK_WEIGHT, (before) =>
        before
          ? { amount: plus(before.amount, row), detail: before.detail }
          : { amount: plus(NOTHING, row), detail: detail() },
      );
    },
    top(count) {
      const all = names.top().map(toCostly);
      return all.sort((a, b) => b.cost - a.cost || b.clicks - a.clicks).slice(0, count);
    },
    sum: () => sum,
  };
}

interface Counted<D> {
  readonly amount: Amount;
  readonly detail: D;
}

function toCostly<D>({ key, error, value }: HeavyKey<Counted<D>>): Costly<D> {
  return {
    name: key,
    ...rounded(value.amount),
    ...(error > 0 ? { incomplete: true } : {}),
    detail: value.detail,
  };
}

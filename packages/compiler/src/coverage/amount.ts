import type { Amount, Share } from "./report.ts";
import type { SearchTerm } from "./read-report.ts";

/** Nothing of a report. */
export const NOTHING: Amount = { terms: 0, clicks: 0, cost: 0 };

/** An amount with one row more. */
export function plus(amount: Amount, { clicks, cost }: SearchTerm): Amount {
  return { terms: amount.terms + 1, clicks: amount.clicks + clicks, cost: amount.cost + cost };
}

/** An amount as it is told: money in hundredths. */
export function rounded({ terms, clicks, cost }: Amount): Amount {
  return { terms, clicks: round(clicks, 100), cost: round(cost, 100) };
}

/** An amount, and which part of the whole it is; of nothing all parts are 0. */
export function toShare(amount: Amount, whole: Amount): Share {
  return {
    ...rounded(amount),
    clicksShare: part(amount.clicks, whole.clicks),
    costShare: part(amount.cost, whole.cost),
  };
}

function part(value: number, whole: number): number {
  return whole === 0 ? 0 : round(value / whole, 10_000);
}

function round(value: number, steps: number): number {
  return Math.round(value * steps) / steps;
}

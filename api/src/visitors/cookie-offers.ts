import type { Json, OfferHistory } from "@facet/engine";
import type { CookieClock } from "./cookie-clock.ts";
import { isNumber, numbersOf } from "./cookie-parts.ts";
import type { Offers } from "./offers.ts";

/** Stands for a time that there is none of. */
const NEVER = -1;

/** Writes offers as short lists: id, times it was shown, when it was dismissed, when converted. */
export function toCompactOffers(offers: Offers, clock: CookieClock): Json[] {
  return Object.entries(offers).map(([id, { shown, dismissedAt, convertedAt }]): Json => {
    const values: Json[] = [id, clock.writeSteps(shown)];
    values.push(timeOr(dismissedAt, clock), timeOr(convertedAt, clock));
    while (values.at(-1) === NEVER) values.pop();
    return values;
  });
}

/** Reads what {@link toCompactOffers} wrote. */
export function fromCompactOffers(value: Json | undefined, clock: CookieClock): Offers {
  if (!Array.isArray(value)) return {};
  const offers = value.flatMap((item): (readonly [string, OfferHistory])[] => {
    const [id, steps, dismissed, converted] = Array.isArray(item) ? item : [];
    if (typeof id !== "string") return [];
    const history = {
      shown: clock.readSteps(numbersOf(steps)),
      ...(isTime(dismissed) ? { dismissedAt: clock.read(dismissed) } : {}),
      ...(isTime(converted) ? { convertedAt: clock.read(converted) } : {}),
    };
    return [[id, history]];
  });
  return Object.fromEntries(offers);
}

/** When something last became of an offer, epoch milliseconds. */
export function lastOfOffer({ shown, dismissedAt = 0, convertedAt = 0 }: OfferHistory): number {
  return Math.max(shown.at(-1) ?? 0, dismissedAt, convertedAt);
}

function timeOr(ms: number | undefined, clock: CookieClock): number {
  return ms === undefined ? NEVER : Math.max(0, clock.write(ms));
}

function isTime(value: Json | undefined): value is number {
  return isNumber(value) && value !== NEVER;
}

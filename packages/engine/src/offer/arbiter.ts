import { bucket } from "../bucket/bucket.ts";
import { isOn } from "../cascade/schedule.ts";
import { evaluate } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { Offer, RulesetArtifact } from "../ruleset.ts";
import { findReachedLimit, hasLimits } from "./limits.ts";
import type { Suppression } from "./limits.ts";

/** What all offers of a page are judged by. */
export interface ArbiterInput {
  readonly artifact: RulesetArtifact;
  readonly scope: Scope;
  readonly bot: boolean;
  /** Whether the visitor's state may be stored. */
  readonly storage: boolean;
  /** Whether the visitor is in the site's holdout. */
  readonly holdout: boolean;
  /** Unit of randomisation; absent: the visitor is in no holdout. */
  readonly unit?: string;
}

/** What was decided about one offer. */
export interface Verdict {
  readonly offer: Offer;
  /** Absent: it may show. */
  readonly suppression?: Suppression;
}

const DISABLED: Suppression = { reason: "disabled", detail: "switched off by its author" };
const SCHEDULE: Suppression = { reason: "schedule", detail: "not on at this time" };
const BOT: Suppression = { reason: "bot", detail: "crawlers get no offers" };
const AUDIENCE: Suppression = { reason: "audience", detail: "its condition is not true" };
const CONSENT: Suppression = {
  reason: "consent",
  detail: "it has limits, and without consent to storage nothing can be counted",
};
const UNCOUNTED: Suppression = {
  reason: "limits",
  detail: "it has limits, and the visitor's past cannot be read",
};
const BROKEN: Suppression = {
  reason: "error",
  detail: "it could not be judged: the rule set is damaged",
};
const SITE_HOLDOUT: Suppression = {
  reason: "holdout",
  detail: "the visitor is in the site's holdout",
};
const OWN_HOLDOUT: Suppression = {
  reason: "holdout",
  detail: "the visitor is in the offer's holdout",
};

/**
 * Judges offers, all of them in one place: each on its own first, then only the best of a group
 * goes on, and last the holdouts, so that who is held out sees nothing instead.
 *
 * @param offers Offers of the page, highest priority first.
 * @returns one verdict for each, in the same order.
 */
export function judgeOffers(offers: readonly Offer[], input: ArbiterInput): Verdict[] {
  const best = new Map<string, Offer>();
  return offers.map((offer) => {
    const suppression = judgeSafely(offer, input, best);
    return suppression ? { offer, suppression } : { offer };
  });
}

/** An offer that breaks costs only itself. */
function judgeSafely(
  offer: Offer,
  input: ArbiterInput,
  best: Map<string, Offer>,
): Suppression | undefined {
  try {
    return judgeAlone(offer, input) ?? judgeInGroup(offer, best) ?? judgeHoldout(offer, input);
  } catch {
    return BROKEN;
  }
}

function judgeAlone(offer: Offer, input: ArbiterInput): Suppression | undefined {
  const { artifact, scope } = input;
  if (!offer.enabled) return DISABLED;
  if (!isOn(offer.schedule, scope)) return SCHEDULE;
  if (input.bot) return BOT;
  if (offer.when && evaluate(offer.when, scope) !== true) return AUDIENCE;
  const { history, now } = scope;
  if (history && input.storage) return findReachedLimit(offer, { artifact, history, now });
  if (!hasLimits(offer, artifact)) return undefined;
  return input.storage ? UNCOUNTED : CONSENT;
}

function judgeInGroup(offer: Offer, best: Map<string, Offer>): Suppression | undefined {
  if (offer.group === undefined) return undefined;
  const first = best.get(offer.group);
  if (first) return { reason: "group", detail: `${first.id} of group ${offer.group} comes first` };
  best.set(offer.group, offer);
  return undefined;
}

function judgeHoldout(offer: Offer, { holdout, unit }: ArbiterInput): Suppression | undefined {
  if (holdout) return SITE_HOLDOUT;
  if (unit === undefined || offer.holdout === 0) return undefined;
  return bucket(offer.id, "holdout", unit) < offer.holdout ? OWN_HOLDOUT : undefined;
}

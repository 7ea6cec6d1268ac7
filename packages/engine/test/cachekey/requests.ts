import { readFileSync } from "node:fs";
import * as fc from "fast-check";
import { loadRuleset } from "@facet/engine";
import type { Context, Ruleset, RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { fromBase64, NOW } from "../support.ts";

const file = new URL("../../../../conformance/decisions.json", import.meta.url);
/** The vectors that other languages read too. */
export const vectors = JSON.parse(readFileSync(file, "utf8")) as {
  ruleset: RulesetArtifact;
  buffers: { index: string; texts: string };
};
const buffers = {
  index: fromBase64(vectors.buffers.index),
  texts: fromBase64(vectors.buffers.texts),
};

/** The rule set of the vectors, changed. */
export function load(over: Partial<RulesetArtifact> = {}): Ruleset {
  const artifact = { ...vectors.ruleset, ...over };
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

/** Its rules that ask for nothing of the visitor's past. */
export const ofRequests = vectors.ruleset.rules.filter(
  ({ id }) => !["hot", "welcome-back"].includes(id),
);

/** The rule set of the vectors without those that ask for the past. */
export const shared = load({ rules: ofRequests });

/** How many requests a property is tried with. */
export const RUNS = Number(process.env["FACET_FUZZ_RUNS"] ?? 5_000);

/** Requests of all kinds for its pages. */
export const contexts: fc.Arbitrary<Context> = fc.record(
  {
    now: fc.integer({ min: NOW - 90 * 86_400_000, max: NOW + 90 * 86_400_000 }),
    page: fc.constantFrom("okna", "about", "city"),
    locale: fc.constantFrom("ru", "en"),
    signals: fc.record(
      {
        geo: fc.constantFrom(
          { city: "Москва" },
          { city: ["Moscow", "Москва"] },
          { city: ["Москва", "Moscow"] },
          { city: "Нижний Новгород" },
          { city: "Berlin" },
          { city: "москва" },
        ),
        device: fc.constantFrom({ type: "mobile" }, { type: "desktop" }),
        plan: fc.constantFrom("free", "pro"),
        traits: fc.constantFrom({}, { firstName: "Анна" }, { firstName: "Олег" }),
      },
      { requiredKeys: [] },
    ),
    phrase: fc.record(
      {
        text: fc.constantFrom(
          "купить пластиковые окна недорого",
          "окна для дачи",
          "дешёвые окна пвх",
          "пластиковые окна цена",
          "двери",
          "",
        ),
      },
      { requiredKeys: [] },
    ),
    visitorId: fc.integer({ min: 0, max: 400 }).map(String),
    bot: fc.boolean(),
  },
  { requiredKeys: ["now", "page", "signals"] },
);

import type { AttributeType, Ruleset } from "@facet/engine";
import { ruleset } from "../../engine/test/support.ts";

/** A small rule set: two pages, no rules. */
export function smallRuleset(
  options: {
    readonly locales?: readonly string[];
    readonly consent?: "granted" | "denied";
    readonly attributes?: Readonly<Record<string, AttributeType>>;
  } = {},
): Ruleset {
  const { locales = ["ru"], consent = "granted", attributes = {} } = options;
  return ruleset({
    site: { id: "okna", locales, timeZone: "Europe/Moscow", consent, holdout: 0 },
    attributes,
    slots: {
      "hero.headline": { type: "text", default: { [locales[0] ?? "ru"]: { value: "Окна" } } },
    },
    pages: [
      { id: "okna", paths: [["okna"], ["okna", "**"]], slots: ["hero.headline"] },
      { id: "about", paths: [["о-нас"]], slots: ["hero.headline"] },
    ],
  });
}

import type { RulesetArtifact } from "../ruleset.ts";

/** An event that is a click on what a CSS selector names. */
export interface ClickEvent {
  readonly event: string;
  readonly selector: string;
}

/** The events of a rule set that are clicks: pages recognise and report them. */
export function clickEvents({ events }: Pick<RulesetArtifact, "events">): readonly ClickEvent[] {
  return Object.entries(events).flatMap(([event, how]) =>
    "click" in how ? [{ event, selector: how.click }] : [],
  );
}

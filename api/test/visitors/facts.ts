import type { JsonObject, Ruleset } from "@facet/engine";
import type { Touch } from "@facet/context";
import type { EventFact, TraitsFact, VisitorFact, ViewFact } from "../../src/visitors/facts.ts";
import { applyFact, newVisitor } from "../../src/visitors/reducer.ts";
import type { VisitorState } from "../../src/visitors/visitor.ts";

/** The clock of the tests: 2026-12-02T12:00:00Z. */
export const NOW = Date.UTC(2026, 11, 2, 12);
export const MINUTE = 60_000;

/** Somebody who allowed everything. */
export const ALLOWED = { storage: true, analytics: true, profile: true, ads: true, sharing: true };

/** A fact under its message id. */
export interface Told {
  readonly messageId: string;
  readonly fact: VisitorFact;
}

/** A page view so many minutes after the clock of the tests. */
export function view(
  minutes: number,
  touch: Partial<Touch> = {},
  parts: Partial<ViewFact> = {},
): ViewFact {
  const at = NOW + minutes * MINUTE;
  return {
    type: "view",
    at,
    touch: { channel: "Direct", ...touch },
    path: "/okna",
    consent: ALLOWED,
    ...parts,
  };
}

/** An event at the clock of the tests. */
export function event(
  name: string,
  properties: JsonObject = {},
  parts: Partial<EventFact> = {},
): EventFact {
  return { type: "event", name, at: NOW, properties, ...parts };
}

/** What became known so many minutes after the clock of the tests. */
export function traits(minutes: number, known: JsonObject): TraitsFact {
  return { type: "traits", at: NOW + minutes * MINUTE, traits: known };
}

/** Names facts by their place, so that facts of one instant stay in the order written. */
export function told(...facts: readonly VisitorFact[]): Told[] {
  return facts.map((fact, i) => ({ messageId: `m${String(i).padStart(4, "0")}`, fact }));
}

/** What facts make of a visitor, in the order given. */
export function visitorOf(entries: readonly Told[], ruleset: Ruleset): VisitorState {
  return entries.reduce(
    (state, entry) => applyFact(state, entry, ruleset),
    newVisitor("v1", entries[0]?.fact.at ?? NOW),
  );
}

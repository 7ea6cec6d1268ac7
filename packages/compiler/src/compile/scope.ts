import type { AttributeType, Condition, Site } from "@facet/engine";
import type { DeclaredNames } from "../load/located.ts";
import type { InsertionRules } from "./insertion-check.ts";
import type { CompiledSlot } from "./slots.ts";
import type { Spot } from "./spot.ts";

/** What every part of a rule set is compiled with. */
export interface CompileScope {
  readonly site: Site;
  readonly attributes: Readonly<Record<string, AttributeType>>;
  readonly slots: ReadonlyMap<string, CompiledSlot>;
  /** Says what is wrong with the name of a signal in an insertion. */
  readonly checkSignal: InsertionRules["checkSignal"];
  /** Everything that the files name, for checks of references. */
  readonly declared: DeclaredNames;
  /** The event that counts for each goal. */
  readonly goalEvents: ReadonlyMap<string, string>;
  /** Compiles an authored condition, and reports what is wrong with it. */
  readonly condition: (input: unknown, spot: Spot) => Condition;
  /** The same for a condition on the properties of an event, whose names only the site knows. */
  readonly properties: (input: unknown, spot: Spot) => Condition;
}

import { suggest } from "../suggest.ts";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";

const MAX_LISTED = 6;

/** Something of a rule set that others refer to by name. */
export interface ReferenceKind {
  /** Stable code of the problem, e.g. `unknown-page`. */
  readonly code: string;
  /** What it is called, e.g. `page`. */
  readonly noun: string;
  /** Where it is declared, e.g. `pages in site.yaml`. */
  readonly home: string;
}

/** Kinds of things that rule files refer to. */
export const REFERENCES = {
  slot: { code: "unknown-slot", noun: "slot", home: "`slots` of site.yaml" },
  page: { code: "unknown-page", noun: "page", home: "`pages` of site.yaml" },
  goal: { code: "unknown-goal", noun: "goal", home: "`goals` of site.yaml" },
  offerGroup: {
    code: "unknown-offer-group",
    noun: "offer group",
    home: "`offerGroups` of site.yaml",
  },
  arm: { code: "unknown-arm", noun: "arm", home: "`arms` of the experiment" },
  locale: { code: "unknown-locale", noun: "language", home: "`locales` of site.yaml" },
  keywordGroup: { code: "unknown-keyword-group", noun: "keyword group", home: "the list's table" },
  segment: { code: "unknown-segment", noun: "segment", home: "`segments`" },
  offer: { code: "unknown-offer", noun: "offer", home: "`offers`" },
  persona: { code: "unknown-persona", noun: "persona", home: "`personas`" },
  rule: { code: "unknown-rule", noun: "rule", home: "`rules`" },
  experiment: { code: "unknown-experiment", noun: "experiment", home: "`experiments`" },
  variant: { code: "unknown-variant", noun: "variant", home: "the rule" },
} as const satisfies Readonly<Record<string, ReferenceKind>>;

/** A reference at a place, and what it may be. */
export interface Reference {
  readonly kind: ReferenceKind;
  readonly name: string;
  readonly known: { has(name: string): boolean; keys(): Iterable<string> };
  /** What to do, where more can be said than which name is near. */
  readonly advice?: string;
}

/**
 * Reports a name that leads nowhere, with what was probably meant.
 *
 * @returns whether the name is known.
 */
export function checkReference(
  spot: Spot,
  reference: Reference,
  options?: { readonly onKey: true },
): boolean {
  const { kind, name, known } = reference;
  if (known.has(name)) return true;
  const suggestion =
    reference.advice ?? suggest(name, known.keys()) ?? listOf(known.keys(), kind.home);
  complain(spot, {
    ...options,
    code: kind.code,
    message: `there is no ${kind.noun} "${name}" in ${kind.home}`,
    ...(suggestion === undefined ? {} : { suggestion }),
  });
  return false;
}

/** The names themselves, where they are few. */
function listOf(known: Iterable<string>, home: string): string | undefined {
  const names: string[] = [];
  for (const name of known) {
    if (names.push(`"${name}"`) > MAX_LISTED) return undefined;
  }
  return names.length === 0
    ? `there is none yet: add it to ${home}`
    : `there is ${names.join(", ")}`;
}

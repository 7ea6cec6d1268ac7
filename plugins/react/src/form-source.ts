import type { FORM_INPUTS, Json } from "@facet/client";
import { findSlot } from "./decision.ts";
import type { PageDecision } from "./decision.ts";
import type { PlainFormOutcome } from "./page-call.ts";

/** Where a form comes from, and what this visitor has done with it. */
export interface FormSource {
  /** Null: hidden; undefined: not decided. */
  readonly content: Json | null | undefined;
  /** What its submit says of itself, as hidden inputs. */
  readonly about: ReadonlyMap<keyof typeof FORM_INPUTS, string>;
  /** Names of the fields to ask; undefined: all. */
  readonly asked: readonly string[] | undefined;
  readonly outcome: PlainFormOutcome | undefined;
}

/**
 * Finds the form of a slot or an offer. Of a page that others share it has nothing of the visitor for
 * whom it happens to be rendered: the page runtime fetches each one's part.
 */
export function findForm(decision: PageDecision, id: string): FormSource {
  const isPrivate = (decision.cache?.scope ?? "private") === "private";
  const own: Partial<PageDecision> = isPrivate ? decision : {};
  const { decisionId, path, formToken, askedFields = {}, outcome } = own;
  const judged = { decisionId, page: path, token: formToken };
  const told = { outcome: outcome?.form === id ? outcome : undefined };
  const offer = own.offers?.find((offer) => offer.id === id);
  if (offer !== undefined) {
    // A form from the rules, parsed from JSON.
    const content = (offer.form ?? null) as Json;
    return { content, about: toAbout({ offer: id, ...judged }), asked: undefined, ...told };
  }
  const decided = findSlot(decision, id);
  const { rule, variant, experiment, arm } = decided ?? {};
  return {
    content: decided?.hidden === true ? null : decided?.content,
    about: toAbout({ slot: id, rule, variant, experiment, arm, ...judged }),
    asked: Object.hasOwn(askedFields, id) ? askedFields[id] : undefined,
    ...told,
  };
}

function toAbout(
  values: Readonly<Partial<Record<keyof typeof FORM_INPUTS, string | undefined>>>,
): FormSource["about"] {
  const entries = Object.entries(values) as [keyof typeof FORM_INPUTS, string | undefined][];
  return new Map(
    entries.flatMap(([name, value]) =>
      value === undefined || value === "" ? [] : [[name, value] as const],
    ),
  );
}

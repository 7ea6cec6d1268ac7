import type * as z from "zod";
import { keywordList } from "./keyword-list.ts";
import { event, eventSchema, segment } from "./named.ts";
import { offer } from "./offer.ts";
import { experiment, rule } from "./rule.ts";
import { id, someText } from "./scalar.ts";
import { scoring } from "./scoring.ts";
import { site } from "./site.ts";
import { persona, test } from "./visitor.ts";

/** A kind of document whose items carry their id in a key: one document an item, or a list. */
export interface ItemKind {
  /** Key that makes a document one item, e.g. `rule`. */
  readonly one: string;
  /** Key of a list of items, e.g. `rules`. */
  readonly many: string;
  /** Key of the item that names it. */
  readonly nameKey: string;
  readonly schema: z.ZodObject;
}

/** Documents of items. */
export const ITEM_KINDS = {
  rule: { one: "rule", many: "rules", nameKey: "rule", schema: rule },
  experiment: { one: "experiment", many: "experiments", nameKey: "experiment", schema: experiment },
  offer: { one: "offer", many: "offers", nameKey: "offer", schema: offer },
  keywordList: {
    one: "keywordList",
    many: "keywordLists",
    nameKey: "keywordList",
    schema: keywordList,
  },
  persona: { one: "persona", many: "personas", nameKey: "persona", schema: persona },
  test: { one: "test", many: "tests", nameKey: "name", schema: test },
} as const satisfies Readonly<Record<string, ItemKind>>;

/** Keys of `ITEM_KINDS`. */
export type ItemKindName = keyof typeof ITEM_KINDS;

/** Mappings from a name to one thing each. */
export const NAMED_KINDS = {
  segments: { name: id, schema: segment },
  events: { name: someText, schema: event },
  eventSchemas: { name: someText, schema: eventSchema },
} as const;

/** Documents that are one thing, and may be split over several documents by their keys. */
export const WHOLE_KINDS = { site, scoring } as const;

/** Every key that may stand at the top of a document. */
export const TOP_LEVEL_KEYS: readonly string[] = [
  ...Object.values(ITEM_KINDS).flatMap((kind) => [kind.one, kind.many]),
  ...Object.keys(NAMED_KINDS),
  ...Object.keys(site.shape),
  ...Object.keys(scoring.shape),
];

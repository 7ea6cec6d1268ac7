import type { Row } from "./row.ts";

/** What a file holds as a whole. */
export const DOCUMENTS: readonly Row[] = [
  [
    "a misspelt kind of document",
    "ruls:\n  - rule: a\n",
    "1:1",
    "unknown-key",
    '"ruls"',
    "did you mean",
  ],
  [
    "a rule without its id",
    "variants: []\n",
    "1:1",
    "unknown-key",
    '"variants"',
    "it belongs to a rule",
  ],
  ["two items in one document", "rule: a\noffer: b\n", "2:1", "two-items", '"offer"', '"---"'],
  [
    "a text where a list of rules stands",
    "rules: a\n",
    "1:8",
    "wrong-type",
    '"rules" must be a list',
    '"- rule: …"',
  ],
  [
    "a mapping where a list of rules stands",
    "rules:\n  a: { priority: 1 }\n",
    "2:3",
    "wrong-type",
    "is a mapping",
    '"- rule: …"',
  ],
  [
    "a text in a list of rules",
    "rules:\n  - a\n",
    "2:5",
    "wrong-type",
    "must be a mapping",
    '"- rule: …"',
  ],
  ["an empty list of rules", "rules:\n", "1:1", "empty-value", "is empty", '"- rule: …"'],
  [
    "segments as a list",
    "segments:\n  - hot\n",
    "2:3",
    "wrong-type",
    "mapping of names",
    "one name a line",
  ],
  ["the site's id given twice", "site: other\n", "1:1", "duplicate-key", "site.yaml:1", "keep one"],
];

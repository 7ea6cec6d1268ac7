import { offer } from "./row.ts";
import type { Row } from "./row.ts";

/** Offers. */
export const OFFERS: readonly Row[] = [
  [
    "a type of offer that there is not",
    "offer: a\ntype: popup\ntrigger: exit\ncontent: { title: x }\n",
    "2:7",
    "not-allowed-value",
    "modal, bar, slide-in",
    'did you mean "modal"?',
  ],
  [
    "an offer without a trigger",
    "offer: a\ntype: modal\ncontent: { title: x }\n",
    "1:1",
    "missing",
    '"trigger" is missing: when',
    "add",
  ],
  [
    "a combination that there is not",
    offer("trigger: { every: [exit] }"),
    "4:10",
    "unknown-key",
    "any, all, sequence",
    "write one of",
  ],
  [
    "a wait without its unit",
    offer("trigger: { all: [exit], after: 5 }"),
    "4:32",
    "bad-duration",
    "with its unit",
    "write 5s",
  ],
  [
    "a limit that there is not",
    offer("limits: { visits: 1 }"),
    "4:11",
    "unknown-key",
    '"visits"',
    'did you mean "visit"?',
  ],
  [
    "a limit that is no number",
    offer("limits: { 7d: often }"),
    "4:15",
    "wrong-type",
    "whole number",
    "write",
  ],
  [
    "a misspelt end of showing",
    offer("limits: { until: converted }"),
    "4:18",
    "not-allowed-value",
    "must be convert",
    'did you mean "convert"?',
  ],
  [
    "a time in words",
    offer("limits: { afterDismiss: 3 days }"),
    "4:25",
    "bad-duration",
    '"3 days"',
    "write 3d",
  ],
];

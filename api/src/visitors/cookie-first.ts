import type { Json } from "@facet/engine";
import {
  fromCompactPhrase,
  fromConsentBits,
  toCompactPhrase,
  toConsentBits,
  toTextRecord,
} from "./cookie-parts.ts";
import type { ViewFact } from "./facts.ts";
import type { LogEntry, VisitorRef } from "./store.ts";
import { fromCompactTouch, toCompactTouch } from "./touch.ts";

/** A page view of the log. */
export interface ViewEntry extends LogEntry {
  readonly fact: ViewFact;
}

/** What stands for a phrase: none was said, and what was remembered ends. */
const UNSAID = 0;
const ENDED = 1;

/** Writes a page view as a short list; whose it is stands beside it. */
export function toCompactView({ messageId, receivedAt, fact }: ViewEntry): Json {
  const { at, touch, path, consent, phrase, assignments } = fact;
  const values: Json[] = [
    messageId,
    receivedAt,
    at,
    toCompactTouch(touch),
    toConsentBits(consent),
    path ?? 0,
    compactPhrase(phrase),
    assignments ?? 0,
  ];
  while (values.at(-1) === 0) values.pop();
  return values;
}

/** Reads what {@link toCompactView} wrote; `undefined` for anything else. */
export function fromCompactView(
  value: Json | undefined,
  visitor: VisitorRef,
): ViewEntry | undefined {
  if (!Array.isArray(value)) return undefined;
  const [messageId, receivedAt, at, compactTouch, bits, path, phrase, assignments] = value;
  const touch = fromCompactTouch(compactTouch);
  const consent = fromConsentBits(bits);
  if (typeof messageId !== "string" || typeof receivedAt !== "number") return undefined;
  if (typeof at !== "number" || touch === undefined || consent === undefined) return undefined;
  return {
    site: visitor.site,
    visitorId: visitor.id,
    messageId,
    receivedAt,
    fact: {
      type: "view",
      at,
      touch,
      consent,
      ...(typeof path === "string" ? { path } : {}),
      ...toPhrase(phrase),
      ...(assignments === undefined || assignments === 0
        ? {}
        : { assignments: toTextRecord(assignments) }),
    },
  };
}

function compactPhrase(phrase: ViewFact["phrase"]): Json {
  if (phrase === undefined) return UNSAID;
  return phrase === null ? ENDED : toCompactPhrase(phrase);
}

function toPhrase(value: Json | undefined): Pick<ViewFact, "phrase"> {
  if (value === ENDED) return { phrase: null };
  const phrase = fromCompactPhrase(value);
  return phrase === undefined ? {} : { phrase };
}

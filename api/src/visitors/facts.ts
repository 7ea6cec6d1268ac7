import type { Consent, JsonObject } from "@facet/engine";
import type { Touch } from "@facet/context";
import type { VisitorPhrase } from "./visitor.ts";

/** One page view, as far as a visitor's state depends on it. */
export interface ViewFact {
  readonly type: "view";
  /** Epoch milliseconds. */
  readonly at: number;
  readonly touch: Touch;
  /** Path of the page's URL, for events that are recognised by page. */
  readonly path?: string;
  readonly consent: Consent;
  /** The listed phrase to remember; `null`: what was remembered ends. */
  readonly phrase?: VisitorPhrase | null;
  /** Experiment → arm, as the decision gave them; an earlier assignment stands. */
  readonly assignments?: Readonly<Record<string, string>>;
}

/** Something a visitor did. */
export interface EventFact {
  readonly type: "event";
  /** Epoch milliseconds. */
  readonly at: number;
  readonly name: string;
  readonly properties: JsonObject;
  /** Merged over what is known. */
  readonly traits?: JsonObject;
  /** It is a form's submit. */
  readonly submission?: true;
}

/** What became known of a visitor: Segment's `identify` and `group`. */
export interface TraitsFact {
  readonly type: "traits";
  /** Epoch milliseconds. */
  readonly at: number;
  /** Merged over what is known; a later fact wins, whichever arrives first. */
  readonly traits: JsonObject;
}

/** What a visitor's state is made of: the state is the fold of all facts, in whatever order. */
export type VisitorFact = ViewFact | EventFact | TraitsFact;

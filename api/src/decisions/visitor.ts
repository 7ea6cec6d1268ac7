import type { Ruleset } from "@facet/engine";
import type { RequestReading } from "@facet/context";
import { foldEntries } from "../visitors/fold.ts";
import { type Identities, statePlace } from "../visitors/identities.ts";
import { type Identity, newIdentity } from "../visitors/identity.ts";
import { boundTouch } from "../visitors/touch.ts";
import type { VisitorState } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { ViewEntry } from "../visitors/cookie-first.ts";

/** What a decision may know of its visitor. */
export interface DecidedVisitor {
  /** Absent: nobody that may be named. */
  readonly identity?: Identity;
  /** With this page view counted in. Absent: the past may not or cannot be read. */
  readonly state?: VisitorState;
  /** Without this page view, where they were known. */
  readonly before?: VisitorState;
  /** A first view that is to be kept before this one. */
  readonly first?: ViewEntry;
  /** The store did not answer. */
  readonly degraded?: true;
}

/** What {@link meetVisitor} goes by. */
export interface VisitorFacts {
  readonly ruleset: Ruleset;
  readonly reading: RequestReading;
  readonly known: Identity | undefined;
  /** This page view, of nobody yet. */
  readonly view: ViewEntry;
  /** Nothing is to be counted or kept. */
  readonly passive: boolean;
  /** The visitor's past has this page view already. */
  readonly counted: boolean;
  readonly budgetMs: number;
}

/** What visitors are met with. */
export interface VisitorTools {
  readonly visitors: Pick<Visitors, "read">;
  readonly identities: Pick<Identities, "stateOf">;
}

/**
 * Finds out what is known of the visitor, from their cookie or the store, and counts this page view
 * in, so that a first visit decides with one visit. Without consent to storage nobody is read, made
 * or kept; a crawler neither.
 */
export async function meetVisitor(
  tools: VisitorTools,
  facts: VisitorFacts,
): Promise<DecidedVisitor> {
  const { reading, known, ruleset } = facts;
  if (reading.bot || !reading.consent.storage) return {};
  if (known === undefined) return meetStranger(facts);
  const fromCookie = tools.identities.stateOf(known, ruleset);
  if (fromCookie !== undefined || statePlace(ruleset) === "cookie") {
    const { first } = known;
    return { ...meetKnown(known, fromCookie, facts), ...(first ? { first } : {}) };
  }
  try {
    const ref = { site: facts.view.site, id: known.id };
    const stored = await tools.visitors.read(ref, facts.budgetMs);
    // Whom they were is forgotten for good, so that they are somebody else from now on.
    return stored === "erased" ? meetStranger(facts) : meetStored(known, stored, facts);
  } catch {
    return { identity: known, degraded: true };
  }
}

function meetStranger({ ruleset, view, passive }: VisitorFacts): DecidedVisitor {
  const identity = newIdentity();
  const state = foldEntries(ruleset)(undefined, [view], passive ? "" : identity.id);
  return passive ? { state } : { identity, state };
}

function meetStored(
  identity: Identity,
  stored: VisitorState | undefined,
  facts: VisitorFacts,
): DecidedVisitor {
  const { first } = identity;
  if (first === undefined || isIn(first, stored)) return meetKnown(identity, stored, facts);
  const before = foldEntries(facts.ruleset)(stored, [first], identity.id);
  return { ...meetKnown(identity, before, facts), first };
}

function meetKnown(
  identity: Identity,
  before: VisitorState | undefined,
  { ruleset, view, counted }: VisitorFacts,
): DecidedVisitor {
  const state = foldEntries(ruleset)(before, [view], identity.id);
  // A past without this visit was read before the view was stored.
  if (counted && before?.visits === state.visits) return { identity, state: before, before };
  return { identity, state, ...(before === undefined ? {} : { before }) };
}

/** Whether a first view is counted already: then there is a view from its time or later. */
function isIn(first: ViewEntry, { lastSeenAt }: Partial<VisitorState> = {}): boolean {
  return lastSeenAt !== undefined && lastSeenAt >= first.fact.at;
}

/** A page view as the log keeps it. */
export function toView(
  reading: RequestReading,
  facts: {
    readonly site: string;
    readonly decisionId: string;
    /** The clocks of the visit and of the server, epoch milliseconds. */
    readonly at: number;
    readonly receivedAt: number;
    readonly path: string | undefined;
  },
): ViewEntry {
  const { site, decisionId, at, receivedAt, path } = facts;
  return {
    site,
    messageId: `view:${decisionId}`,
    receivedAt,
    fact: {
      type: "view",
      at,
      touch: boundTouch(reading.touch),
      consent: reading.consent,
      ...(path === undefined ? {} : { path }),
    },
  };
}

import type { Ruleset } from "@facet/engine";
import type { RequestReading } from "../context/index.ts";
import { type Identity, newIdentity } from "../visitors/identity.ts";
import { applyPageView, newVisitor } from "../visitors/reducer.ts";
import type { PageView, VisitorState } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** What a decision may know of its visitor, and whether it will be kept. */
export interface DecidedVisitor {
  /** Absent: nobody that may be named. */
  readonly identity?: Identity;
  /** With this page view counted in. Absent: the past may not or cannot be read. */
  readonly state?: VisitorState;
  /** The page view to keep after the answer. */
  readonly view?: PageView;
  /** The store did not answer. */
  readonly degraded?: true;
}

/** What {@link meetVisitor} goes by. */
export interface VisitorFacts {
  readonly ruleset: Ruleset;
  readonly reading: RequestReading;
  readonly known: Identity | undefined;
  readonly now: number;
  /** Path of the page's URL. */
  readonly path: string | undefined;
  /** Nothing is to be counted or kept. */
  readonly passive: boolean;
  readonly budgetMs: number;
}

/**
 * Reads the visitor and counts this page view in, so that a first visit decides with one visit.
 * Without consent to storage nobody is read, made or kept; a crawler neither.
 */
export async function meetVisitor(
  visitors: Visitors,
  facts: VisitorFacts,
): Promise<DecidedVisitor> {
  const { ruleset, reading, known, now, path, passive } = facts;
  if (reading.bot || !reading.consent.storage) return {};
  const identity = known ?? (passive ? undefined : newIdentity());
  const view: PageView = {
    at: now,
    touch: reading.touch,
    consent: reading.consent,
    ...(path === undefined ? {} : { path }),
  };
  const kept = passive ? {} : { view };
  const named = identity === undefined ? {} : { identity };
  try {
    const ref = known && { site: ruleset.artifact.site.id, id: known.id };
    const stored = ref && (await visitors.read(ref, facts.budgetMs));
    const before = stored ?? newVisitor(identity?.id ?? "", now);
    return { ...named, ...kept, state: applyPageView(before, view, ruleset) };
  } catch {
    return { ...named, ...kept, degraded: true };
  }
}

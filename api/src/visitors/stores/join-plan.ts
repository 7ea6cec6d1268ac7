import type { JoinOutcome } from "../store.ts";

/** What a store knows of one name. */
export interface NameFacts {
  readonly name: string;
  /** Own id of the visitor that it names; the name itself where it was never joined. */
  readonly visitor: string;
  /** It has a state, or was joined. */
  readonly isSeen: boolean;
  /** Its visitor was named by a user id. */
  readonly isKnown: boolean;
  readonly isErased: boolean;
}

/** What a join changes. */
export interface JoinPlan {
  readonly outcome: JoinOutcome;
  /** The user id names this visitor from now on, who is known thereby; absent: nothing is written. */
  readonly user?: { readonly name: string; readonly visitor: string };
  /** The anonymous name, all others of its visitor, and its log go to this visitor. */
  readonly move?: { readonly from: string; readonly to: string };
}

/**
 * Plans a join. Where both names are new the anonymous one is the visitor's own id, as it is when the
 * visitor was seen before they became known.
 */
export function planJoin(anonymous: NameFacts, user: NameFacts): JoinPlan {
  const { name } = user;
  if (user.isErased) return { outcome: "refused" };
  if (anonymous.visitor === user.visitor) {
    return { outcome: "same", user: { name, visitor: user.visitor } };
  }
  if (anonymous.isErased || anonymous.isKnown) {
    return { outcome: "refused", user: { name, visitor: user.visitor } };
  }
  if (!user.isSeen) return { outcome: "linked", user: { name, visitor: anonymous.visitor } };
  return {
    outcome: anonymous.isSeen ? "merged" : "linked",
    user: { name, visitor: user.visitor },
    move: { from: anonymous.visitor, to: user.visitor },
  };
}

/** A name of a visitor and whether it is a user id. */
export interface JoinedName {
  readonly name: string;
  readonly isKnown: boolean;
}

/** What a split changes: the name stays alone, and the others are a visitor under `visitor`. */
export interface SplitPlan {
  readonly rest: readonly JoinedName[];
  /** Own id of the rest. */
  readonly visitor: string;
}

/**
 * Plans to undo a join.
 *
 * @param name The name to take out.
 * @param visitor Own id of the visitor that it names.
 * @param names All names of that visitor.
 * @returns nothing where the name is the only one.
 */
export function planSplit(
  name: string,
  visitor: string,
  names: readonly JoinedName[],
): SplitPlan | undefined {
  const rest = names.filter((other) => other.name !== name);
  const first = rest.find((other) => other.isKnown) ?? rest[0];
  if (first === undefined) return undefined;
  return { rest, visitor: visitor === name ? first.name : visitor };
}

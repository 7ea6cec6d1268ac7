import type { LogEntry } from "../store.ts";
import type { VisitorState } from "../visitor.ts";

/** A state as stores keep it. */
export interface StoredVisitor {
  readonly state: VisitorState;
  /** When something came of them last, epoch milliseconds: what retention goes by. */
  readonly seenAt: number;
}

/**
 * A state to keep.
 *
 * @param before What was kept of the visitor until now.
 * @param entries What was folded into the state.
 */
export function toStored(
  state: VisitorState,
  before?: StoredVisitor,
  entries: readonly LogEntry[] = [],
): StoredVisitor {
  const times = [state.createdAt, state.lastSeenAt ?? 0, before?.seenAt ?? 0];
  return {
    state,
    seenAt: entries.reduce(
      (latest, { receivedAt }) => Math.max(latest, receivedAt),
      Math.max(...times),
    ),
  };
}

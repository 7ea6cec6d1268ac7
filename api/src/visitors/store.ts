import type { JsonObject } from "@facet/engine";
import type { VisitorState } from "./visitor.ts";

/** Names one visitor: ids are unique within a site. */
export interface VisitorRef {
  readonly site: string;
  readonly id: string;
}

/** An event as it is kept. Times are epoch milliseconds. */
export interface StoredEvent {
  readonly site: string;
  /** A second event of the site with this id within 7 days is a duplicate. */
  readonly messageId: string;
  /** Absent where the event may not be tied to anybody. */
  readonly visitorId?: string;
  readonly name: string;
  readonly at: number;
  readonly receivedAt: number;
  /** What else was sent. */
  readonly body: JsonObject;
}

/** Makes the next state of a visitor; pure, and may run more than once. */
export type VisitorUpdate = (current: VisitorState | undefined) => VisitorState;

/** How long a message id makes a resend harmless. */
export const DEDUPE_WINDOW_MS = 7 * 86_400_000;

/**
 * Port to where visitors and events live. Every method rejects where the store cannot answer; none
 * has a time budget of its own: callers set one.
 */
export interface VisitorStore {
  /** Reads one visitor. */
  get(visitor: VisitorRef): Promise<VisitorState | undefined>;
  /** Reads, changes and writes one visitor as one step. */
  update(visitor: VisitorRef, change: VisitorUpdate): Promise<void>;
  /**
   * Keeps an event and changes its visitor in one transaction. Resolves once it is durable.
   *
   * @returns `duplicate` where the message id was seen in the last 7 days: nothing was done.
   */
  append(event: StoredEvent, change?: VisitorUpdate): Promise<"stored" | "duplicate">;
  /** Reads a value of the store itself, keeping `initial` where there is none yet. */
  meta(name: string, initial: string): Promise<string>;
  /** Resolves where the store can be read. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

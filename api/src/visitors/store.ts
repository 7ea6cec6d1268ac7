import type { JsonObject } from "@facet/engine";
import type { VisitorFact } from "./facts.ts";
import type { VisitorState } from "./visitor.ts";

/** Names one visitor: any of their names, unique within a site. */
export interface VisitorRef {
  readonly site: string;
  readonly id: string;
}

/** One line of the log. Times are epoch milliseconds. */
export interface LogEntry {
  readonly site: string;
  /** A second entry of the site with this id within 7 days is a duplicate. */
  readonly messageId: string;
  /** Whom it is about, as they were named when it came; absent where it may not be tied to anybody. */
  readonly visitorId?: string;
  readonly receivedAt: number;
  readonly fact: VisitorFact;
  /** What else the caller sent, for exports and reports. */
  readonly extra?: JsonObject;
}

/** Makes the next state of a visitor; pure, and may run more than once. */
export type VisitorUpdate = (current: VisitorState | undefined) => VisitorState;

/**
 * Folds log entries into a visitor; pure, and may run more than once.
 *
 * @param id The visitor's own id.
 */
export type Fold = (
  current: VisitorState | undefined,
  entries: readonly LogEntry[],
  id: string,
) => VisitorState;

/** A record beside the log: a quarantined event, a webhook to send, a key, a line of the access log. */
export interface StoredRecord {
  readonly collection: string;
  readonly site: string;
  /** Unique within collection and site. */
  readonly id: string;
  /** Epoch milliseconds; records are listed in this order. */
  readonly at: number;
  /** When there is something to do with it, epoch milliseconds. */
  readonly dueAt?: number;
  /** Whom it is about: it is erased with them. */
  readonly visitorId?: string;
  readonly body: JsonObject;
}

/** Which records to list: oldest first. */
export interface RecordQuery {
  readonly collection: string;
  /** Absent: of all sites. */
  readonly site?: string;
  /** Only those with `dueAt` up to this time, the most overdue first. */
  readonly dueBefore?: number;
  /** Only those behind this one in the order of the list; `at` is its `dueAt` in a list by that. */
  readonly after?: { readonly at: number; readonly id: string };
  readonly limit: number;
}

/** What became of one entry: `erased`: its visitor was, and is not to come back. */
export type AppendOutcome = "stored" | "duplicate" | "erased";

/** What belongs together: all of it is kept, or nothing. */
export interface AppendBatch {
  readonly entries: readonly LogEntry[];
  /** Absent: states are left as they are. */
  readonly fold?: Fold;
  /** Kept with the entries, except where there are entries and none of them is new. */
  readonly records?: readonly StoredRecord[];
  /** Resolve only once it survives a power cut. */
  readonly durable: boolean;
}

/** What a caller still waits for; an `AbortSignal` is one. */
export interface Call {
  /** The caller was told that it failed: what is not written yet must not be. */
  readonly aborted: boolean;
}

/** An anonymous name and the name of somebody known. */
export interface JoinNames {
  readonly site: string;
  readonly anonymousId: string;
  readonly userId: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/**
 * What became of a join: `linked`: one of the names was new, and names the other's visitor now ·
 * `merged`: the anonymous visitor went into the known one · `same`: they were one already ·
 * `refused`: both are known people, or one of the names was erased.
 */
export type JoinOutcome = "linked" | "merged" | "same" | "refused";

/** What is kept of a visitor beside their state and their log. */
export interface AboutVisitor {
  /** All names, the own id included; whether each was given to somebody known. */
  readonly names: readonly { readonly name: string; readonly isKnown: boolean }[];
  /** Records about them under any name, oldest first. */
  readonly records: readonly StoredRecord[];
}

/** How long a message id makes a resend harmless. */
export const DEDUPE_WINDOW_MS = 7 * 86_400_000;

/** Records of the merges that stand: the id is the name that was merged. */
export const MERGES = "merges";

/** Collections that no retention ends. */
export const LASTING_COLLECTIONS: readonly string[] = ["keys", "webhookEndpoints"];

/**
 * Port to where visitors, the log of what they did, and records live. Every method rejects where the
 * store cannot answer; none has a time budget of its own: callers set one. A name that was joined to
 * a visitor reads and changes that visitor everywhere.
 */
export interface VisitorStore {
  /** Reads one visitor by any name; `"erased"`: they were, and the name is not to be used again. */
  get(visitor: VisitorRef): Promise<VisitorState | "erased" | undefined>;
  /** Reads, changes and writes one visitor as one step; an erased one stays erased. */
  update(visitor: VisitorRef, change: VisitorUpdate): Promise<void>;
  /** Appends to the log and folds what is new into the visitors, as one step for each visitor. */
  append(batch: AppendBatch, call?: Call): Promise<readonly AppendOutcome[]>;
  /**
   * Makes an anonymous name and a known one name one visitor; equal names only make it known. Two known
   * people, that is visitors who were both named by a user id, are never joined. What was merged is
   * written down in the records {@link MERGES} and can be undone by {@link VisitorStore.split}.
   */
  join(names: JoinNames, fold: Fold): Promise<JoinOutcome>;
  /**
   * Undoes a join: the name is a visitor of its own again, and so is who it was joined to; both get the
   * state that their own log makes, none where it is empty.
   *
   * @returns whether there was one.
   */
  split(visitor: VisitorRef, fold: Fold): Promise<boolean>;
  /** The log of one visitor, everybody merged into them included, in the order it was written. */
  log(visitor: VisitorRef): AsyncIterable<LogEntry>;
  /** The names of one visitor and the records about them; of nobody known the name alone. */
  about(visitor: VisitorRef): Promise<AboutVisitor>;
  /** Ids of the visitors of a site that have a state, ascending, behind `after`. */
  list(
    site: string,
    page: { readonly after?: string; readonly limit: number },
  ): Promise<readonly string[]>;
  /**
   * Forgets one visitor under every name: state, log, records, message ids. What is left is a salted
   * digest of the names, so that a late event does not bring them back.
   *
   * @returns whether anything was known of them.
   */
  erase(visitor: VisitorRef): Promise<boolean>;
  /**
   * Forgets log entries and records older than `before`, besides {@link LASTING_COLLECTIONS}, and
   * visitors of whom nothing came since.
   */
  purge(
    site: string,
    before: number,
  ): Promise<{ readonly entries: number; readonly visitors: number }>;
  /** Keeps a record, over one of the same id; one about somebody who was erased is not kept. */
  put(record: StoredRecord): Promise<void>;
  records(query: RecordQuery): Promise<readonly StoredRecord[]>;
  /** @returns whether there was one. */
  remove(record: Pick<StoredRecord, "collection" | "site" | "id">): Promise<boolean>;
  /** Reads a value of the store itself, keeping `initial` where there is none yet. */
  meta(name: string, initial: string): Promise<string>;
  /** Resolves where the store can be read. */
  ping(): Promise<void>;
  /** What a power cut may cost although it was acknowledged, for people; absent: nothing is known to. */
  caveat?(): string | undefined;
  close(): Promise<void>;
}

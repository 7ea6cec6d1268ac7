import type { JsonObject, Ruleset } from "@facet/engine";
import { uniqueId } from "../unique-id.ts";
import type { Site } from "../rulesets/sites.ts";
import type { EventFact, TraitsFact } from "../visitors/facts.ts";
import { foldEntries } from "../visitors/fold.ts";
import { statePlace } from "../visitors/identities.ts";
import type { Identity } from "../visitors/identity.ts";
import type { AppendOutcome, LogEntry, StoredRecord } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { createNameJoiner } from "./join-names.ts";
import type { NamePair } from "./names.ts";
import { orUnavailable, unavailable } from "./unavailable.ts";

/** What taking events in needs. */
export interface IngestOptions {
  readonly visitors: Visitors;
}

/** One message: what happened together, and is kept as one. */
export interface Message {
  readonly messageId?: string | undefined;
  /** Whom it is about; absent: nobody that may be kept. */
  readonly identity?: Identity | undefined;
  /** Names that are to be one visitor's, where it is about somebody. */
  readonly pair?: NamePair | undefined;
  /** The first one carries the message id. */
  readonly facts: readonly [EventFact | TraitsFact, ...(EventFact | TraitsFact)[]];
  /** What is kept beside the first fact. Never an address. */
  readonly extra?: JsonObject;
}

/** What became of a message. */
export interface Receipt {
  readonly messageId: string;
  readonly outcome: AppendOutcome;
  /** The lines of the log that it became. */
  readonly entries: readonly LogEntry[];
}

/** Messages that came together. */
export interface Intake {
  readonly ruleset: Ruleset;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly messages: readonly Message[];
  /** Kept with the messages, where any of them is new. */
  readonly records?: readonly StoredRecord[];
}

/** Takes events in: durable before it resolves. */
export interface Ingest {
  /** @throws ApiProblem `unavailable` where the site has no rules yet. */
  ruleset(site: Pick<Site, "rulesets">): Ruleset;
  /**
   * Keeps messages: all of them, or none.
   *
   * @returns a receipt for each.
   * @throws ApiProblem `unavailable` where the store did not confirm: nothing is acknowledged, and
   *   sending the same again counts nothing twice.
   */
  take(intake: Intake): Promise<readonly Receipt[]>;
  /**
   * Keeps records that no message stands for.
   *
   * @throws ApiProblem `unavailable` as {@link Ingest.take} does.
   */
  keep(records: readonly StoredRecord[]): Promise<void>;
}

const NOT_KEPT = "The events could not be kept; send them again with the same messageId.";
/** Makes the intake. */
export function createIngest({ visitors }: IngestOptions): Ingest {
  const joinNames = createNameJoiner(visitors);
  return {
    ruleset({ rulesets }) {
      const ruleset = rulesets.current();
      if (ruleset !== undefined) return ruleset;
      throw unavailable("No rules are loaded yet; GET /v1/rules says why. Nothing was kept.");
    },
    async take({ ruleset, receivedAt, messages, records = [] }) {
      const site = ruleset.artifact.site.id;
      const fold = foldEntries(ruleset);
      return orUnavailable(NOT_KEPT, async () => {
        // Names first: of a resend, whose events are known already, they are joined all the same.
        const pairs = messages.flatMap(({ identity, pair }) => (identity && pair ? [pair] : []));
        const refused = await joinNames(pairs, { site, at: receivedAt, fold });
        const kept = messages.map((message) => {
          const isRefused = message.pair !== undefined && refused.has(message.pair);
          return toKept(message, { site, receivedAt, isRefused });
        });
        const firsts = firstViews(messages);
        const entries = [...firsts, ...kept.flatMap((each) => each.entries)];
        if (entries.length === 0) return [];
        const inCookie = statePlace(ruleset) === "cookie";
        const outcomes = await visitors.append({ entries, records, ...(inCookie ? {} : { fold }) });
        return toReceipts(kept, outcomes.slice(firsts.length));
      });
    },
    async keep(records) {
      if (records.length === 0) return;
      await orUnavailable(NOT_KEPT, () => visitors.append({ entries: [], records }));
    },
  };
}

type Kept = Omit<Receipt, "outcome">;

function toKept(
  { messageId = uniqueId(), identity, facts, extra = {} }: Message,
  context: { readonly site: string; readonly receivedAt: number; readonly isRefused: boolean },
): Kept {
  const { site, receivedAt, isRefused } = context;
  const about = identity === undefined ? {} : { visitorId: identity.id };
  // The other name is left out: it may be another person's, who may want to be forgotten.
  const told = isRefused ? { ...extra, join: "refused" } : extra;
  const entries = facts.map((fact, index): LogEntry => {
    const isFirst = index === 0;
    return {
      site,
      messageId: isFirst ? messageId : `${messageId}#${index}`,
      ...about,
      receivedAt,
      fact,
      ...(isFirst && Object.keys(told).length > 0 ? { extra: told } : {}),
    };
  });
  return { messageId, entries };
}

/** Views that belong into the log before what their visitors did since. */
function firstViews(messages: readonly Message[]): readonly LogEntry[] {
  return [...new Set(messages.flatMap(({ identity }) => identity?.first ?? []))];
}

function toReceipts(kept: readonly Kept[], outcomes: readonly AppendOutcome[]): readonly Receipt[] {
  let next = 0;
  return kept.map((each) => {
    const outcome = outcomes[next] ?? "duplicate";
    next += each.entries.length;
    return { ...each, outcome };
  });
}

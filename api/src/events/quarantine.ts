import type { Ruleset } from "@facet/engine";
import type { QuarantinedEvent, ReplayResponse } from "@facet/protocol";
import { findRecord } from "../visitors/find-record.ts";
import type { StoredRecord } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { callTypeOf } from "./call.ts";
import type { Ingest, Message } from "./ingest.ts";
import { readNames } from "./names.ts";
import {
  fromQuarantineId,
  isQuarantinedEvent,
  QUARANTINE,
  toQuarantinedEvent,
  toQuarantineId,
  toReplayable,
} from "./quarantine-record.ts";
import { readMessage } from "./read-message.ts";
import { orUnavailable } from "./unavailable.ts";

/** A part of the list. */
export interface QuarantineRange {
  /** Id of an event: only what stands behind it. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** What a replay did, besides what the answer says. */
export type ReplayCounts = Omit<ReplayResponse, "success" | "next">;

/** Events that could not be counted, and what may become of them. Throws `unavailable` as the store does. */
export interface Quarantine {
  /** @returns a part of the list, oldest first, and the id that it goes on behind. */
  list(
    site: string,
    range: QuarantineRange,
  ): Promise<{ readonly events: readonly QuarantinedEvent[]; readonly next?: string }>;
  /** Tries one event again; `undefined`: it is not here. */
  replay(id: string, ruleset: Ruleset): Promise<ReplayCounts | undefined>;
  /** Tries a part of the list again. */
  replayAll(
    range: QuarantineRange,
    ruleset: Ruleset,
  ): Promise<{ readonly counts: ReplayCounts; readonly next?: string }>;
}

/** What the quarantine needs. */
export interface QuarantineOptions {
  readonly visitors: Visitors;
  readonly ingest: Ingest;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const NO_LIST = "The store does not answer, so the quarantine cannot be read.";
const NO_REMOVAL = "The store does not answer; what was replayed counts once if it is tried again.";

/** Opens the quarantine. */
export function createQuarantine({ visitors, ingest, now }: QuarantineOptions): Quarantine {
  async function read(site: string, { after: behind, limit }: QuarantineRange) {
    const after = behind === undefined ? undefined : fromQuarantineId(behind);
    const records = await orUnavailable(NO_LIST, () =>
      visitors.records({
        collection: QUARANTINE,
        site,
        limit,
        ...(after === undefined ? {} : { after }),
      }),
    );
    const last = records.length < limit ? undefined : records.at(-1);
    return {
      records: records.filter(isQuarantinedEvent),
      ...(last === undefined ? {} : { next: toQuarantineId(last) }),
    };
  }

  async function find(site: string, id: string): Promise<StoredRecord | undefined> {
    const place = fromQuarantineId(id);
    if (place === undefined) return undefined;
    const record = await orUnavailable(NO_LIST, () =>
      findRecord(visitors, { collection: QUARANTINE, site, ...place }),
    );
    return record && isQuarantinedEvent(record) ? record : undefined;
  }

  async function tryAgain(
    records: readonly StoredRecord[],
    ruleset: Ruleset,
  ): Promise<ReplayCounts> {
    const readings = records.map((record) => ({ record, message: toMessage(record, ruleset) }));
    const sound = readings.flatMap(({ record, message }) =>
      message === undefined ? [] : [{ record, message }],
    );
    const receipts = await ingest.take({
      ruleset,
      receivedAt: now(),
      messages: sound.map(({ message }) => message),
    });
    await orUnavailable(NO_REMOVAL, () =>
      Promise.all(sound.map(({ record }) => visitors.remove(record))),
    );
    const of = (wanted: string) => receipts.filter(({ outcome }) => outcome === wanted).length;
    return {
      stored: of("stored"),
      duplicates: of("duplicate"),
      refused: of("erased"),
      quarantined: records.length - sound.length,
    };
  }

  return {
    async list(site, range) {
      const { records, ...rest } = await read(site, range);
      return { events: records.map(toQuarantinedEvent), ...rest };
    },
    async replay(id, ruleset) {
      const record = await find(ruleset.artifact.site.id, id);
      return record && tryAgain([record], ruleset);
    },
    async replayAll(range, ruleset) {
      const { records, ...rest } = await read(ruleset.artifact.site.id, range);
      return { counts: await tryAgain(records, ruleset), ...rest };
    },
  };
}

/** What is kept of an event that can be counted now. */
function toMessage(record: StoredRecord, ruleset: Ruleset): Message | undefined {
  const item = toReplayable(record);
  if (item === undefined) return undefined;
  const { raw, rights, receivedAt, sentAt, visitorId, messageId } = item;
  const type = item.type ?? callTypeOf(raw);
  const reading = readMessage(raw, {
    ruleset,
    rights,
    type,
    names: readNames(raw, type, rights),
    identity: visitorId === undefined ? undefined : { id: visitorId },
    receivedAt,
    sentAt,
  });
  return "mistake" in reading ? undefined : { ...reading.message, messageId };
}

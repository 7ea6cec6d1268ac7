import type { Json, JsonObject } from "@facet/engine";
import type { CallType, QuarantinedEvent } from "@facet/protocol";
import type { KeyKind } from "../access/caller.ts";
import { MAX_EVENT_BYTES } from "../http/body.ts";
import type { RequestMistake } from "../http/problem.ts";
import { isRecord, textOf, toRecord } from "../json.ts";
import type { StoredRecord } from "../visitors/store.ts";
import { withoutAddresses } from "./to-fact.ts";

/** Collection of the records that events wait in which could not be counted. */
export const QUARANTINE = "quarantine";

/** An event that cannot be counted, and all that is needed to try again. */
export interface QuarantineItem {
  readonly site: string;
  readonly messageId: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Epoch milliseconds by the caller's clock. */
  readonly sentAt?: number | undefined;
  readonly rights: KeyKind;
  /** Kind of call; absent: the event says its own, or none. */
  readonly type?: CallType | undefined;
  readonly mistake: RequestMistake;
  readonly raw: unknown;
  /** Whom it is about; absent: nobody that may be kept. */
  readonly visitorId?: string | undefined;
}

/** What a quarantined event is tried again with. */
export interface Replayable extends Omit<QuarantineItem, "mistake"> {
  readonly raw: JsonObject;
}

/** The record of an event. What tells of somebody it may not be tied to is left out. */
export function toQuarantineRecord(item: QuarantineItem): StoredRecord {
  const { site, messageId, receivedAt, sentAt, rights, type, mistake, visitorId } = item;
  const { text, complete } = cut(JSON.stringify(withoutSecrets(item.raw, visitorId !== undefined)));
  const event = isRecord(item.raw) ? textOf(item.raw["event"])?.slice(0, 200) : undefined;
  return {
    collection: QUARANTINE,
    site,
    id: messageId,
    at: receivedAt,
    ...(visitorId === undefined ? {} : { visitorId }),
    body: {
      kind: "event",
      rights,
      path: mistake.path,
      message: mistake.message,
      raw: text,
      complete,
      ...(type === undefined ? {} : { type }),
      ...(event === undefined ? {} : { event }),
      ...(sentAt === undefined ? {} : { sentAt }),
    },
  };
}

/** A record as it is shown. */
export function toQuarantinedEvent(record: StoredRecord): QuarantinedEvent {
  const { body, visitorId } = record;
  const type = textOf(body["type"]);
  const event = textOf(body["event"]);
  return {
    id: toQuarantineId(record),
    messageId: record.id,
    receivedAt: new Date(record.at).toISOString(),
    path: String(body["path"]),
    message: String(body["message"]),
    raw: String(body["raw"]),
    complete: body["complete"] === true,
    ...(type === undefined ? {} : { type }),
    ...(event === undefined ? {} : { event }),
    ...(visitorId === undefined ? {} : { visitorId }),
  };
}

/** What a record is tried again with; `undefined` where too little of it was kept. */
export function toReplayable(record: StoredRecord): Replayable | undefined {
  const { body, site, id, at, visitorId } = record;
  if (body["complete"] !== true) return undefined;
  const raw: Json = JSON.parse(String(body["raw"]));
  if (!isRecord(raw)) return undefined;
  const { sentAt, type } = body;
  return {
    site,
    messageId: id,
    receivedAt: at,
    rights: body["rights"] === "secret" ? "secret" : "publishable",
    raw,
    visitorId,
    ...(typeof sentAt === "number" ? { sentAt } : {}),
    // Written by `toQuarantineRecord`.
    ...(typeof type === "string" ? { type: type as CallType } : {}),
  };
}

/** Whether a record is an event's: other things wait in quarantine, too. */
export function isQuarantinedEvent({ body }: StoredRecord): boolean {
  return body["kind"] === "event";
}

const ID = /^(\d{1,16})-(.+)$/su;

/** The id by which a record is found again: its time and its message id. */
export function toQuarantineId({ at, id }: Pick<StoredRecord, "at" | "id">): string {
  return `${at}-${id}`;
}

/** Reads what {@link toQuarantineId} wrote; `undefined` for anything else. */
export function fromQuarantineId(text: string): Pick<StoredRecord, "at" | "id"> | undefined {
  const [, at, id] = ID.exec(text) ?? [];
  return id === undefined ? undefined : { at: Number(at), id };
}

/** Members that are nobody's business, whoever the event is about. */
const SECRETS: ReadonlySet<string> = new Set(["writeKey", "state", "ip"]);
/** Members that tell nothing of who it was. */
const IMPERSONAL: ReadonlySet<string> = new Set([
  "type",
  "event",
  "name",
  "category",
  "properties",
  "messageId",
  "timestamp",
  "sentAt",
]);

function withoutSecrets(raw: unknown, isTied: boolean): Json {
  if (!isRecord(raw)) return isTied ? (raw as Json) : null;
  const kept = Object.entries(raw).filter(([name]) =>
    isTied ? !SECRETS.has(name) : IMPERSONAL.has(name),
  );
  const members = new Map(kept);
  if (!isTied) members.set("properties", withoutAddresses(toRecord(members.get("properties"))));
  if (members.has("context")) {
    const { ip: _, ...context } = toRecord(members.get("context"));
    members.set("context", context);
  }
  return Object.fromEntries(members);
}

function cut(text: string): { readonly text: string; readonly complete: boolean } {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= MAX_EVENT_BYTES) return { text, complete: true };
  // A character that the cut goes through is left out.
  const head = new TextDecoder().decode(bytes.subarray(0, MAX_EVENT_BYTES), { stream: true });
  return { text: head, complete: false };
}

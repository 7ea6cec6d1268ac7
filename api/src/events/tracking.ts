import type { JsonObject } from "@facet/engine";
import type { CallType, EventRemark, TrackResponse } from "@facet/protocol";
import { uniqueId } from "../unique-id.ts";
import type { KeyKind } from "../access/caller.ts";
import type { DeviceReader } from "@facet/context";
import { MAX_EVENT_BYTES } from "../http/body.ts";
import type { RequestMistake } from "../http/problem.ts";
import { isRecord, textOf, toRecord } from "../json.ts";
import type { Identities } from "../visitors/identities.ts";
import type { StoredRecord } from "../visitors/store.ts";
import { callTypeOf, withContext } from "./call.ts";
import type { Ingest, Message, Receipt } from "./ingest.ts";
import { readNames } from "./names.ts";
import { createNewcomers } from "./newcomers.ts";
import { toQuarantineRecord } from "./quarantine-record.ts";
import { type MessageReading, readMessage } from "./read-message.ts";
import { consentOf, createSubjectFinder, type SenderFacts, type SubjectFinder } from "./subject.ts";
import { readTime } from "./time.ts";

/** What tracking needs. */
export interface TrackingOptions {
  readonly ingest: Ingest;
  readonly identities: Identities;
  readonly devices: DeviceReader;
}

/** Calls that came in one request. */
export interface Calls {
  readonly items: readonly unknown[];
  /** Kind of all of them; absent: each says its own. */
  readonly type?: CallType;
  /** What the request says of all of them. */
  readonly context?: JsonObject;
  /** When the request was sent, by the caller's clock; a call's own word wins. */
  readonly sentAt?: unknown;
  /** The items together are so small that each of them is. */
  readonly areSmall: boolean;
}

/** Who sent them. */
export interface Sender extends SenderFacts {
  readonly rights: KeyKind;
  /** Address and user agent of the request itself. */
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
}

/** What is answered. */
export interface Tracked {
  readonly answer: TrackResponse;
  /** Set-Cookie values. */
  readonly cookies: readonly string[];
}

/** Takes calls of Segment's tracking API in. */
export interface Tracking {
  /**
   * Keeps what can be counted, and puts the rest into quarantine.
   *
   * @throws ApiProblem `unavailable` where the store did not confirm: nothing is acknowledged.
   */
  take(calls: Calls, sender: Sender): Promise<Tracked>;
}

/** Most warnings of one answer. */
const MAX_WARNINGS = 50;

/** Makes the intake of calls. */
export function createTracking({ ingest, identities, devices }: TrackingOptions): Tracking {
  const newcomers = createNewcomers();

  async function read(raw: unknown, calls: Calls, sender: Sender, finder: SubjectFinder) {
    const { rights, ruleset, now, ip, userAgent } = sender;
    const { id: site } = ruleset.artifact.site;
    const body = withContext(toRecord(raw), calls.context);
    const type = calls.type ?? callTypeOf(body);
    const names = readNames(body, type, rights);
    const context = toRecord(body["context"]);
    const anonymousId = rights === "publishable" ? textOf(body["anonymousId"]) : undefined;
    const identity = await finder.find({
      named: names.named,
      state: rights === "secret" ? textOf(body["state"]) : undefined,
      asked: consentOf(context),
      purposes: ["storage", "analytics"],
      isIdle: rights === "secret" && devices.read(textOf(context["userAgent"]), {}).bot,
      ...(anonymousId
        ? { makeIdentity: () => newcomers({ site, anonymousId, ip, userAgent }) }
        : {}),
    });
    const sentAt = readTime(body["sentAt"]) ?? readTime(calls.sentAt);
    const reading: MessageReading =
      refuse(raw, calls) ??
      readMessage(body, { ruleset, rights, type, names, identity, receivedAt: now, sentAt });
    if (!("mistake" in reading)) return reading;
    const messageId = messageIdOf(body);
    const record = toQuarantineRecord({
      site,
      messageId,
      receivedAt: now,
      sentAt,
      rights,
      type,
      mistake: reading.mistake,
      raw: isRecord(raw) ? body : raw,
      visitorId: identity?.id,
    });
    return { mistake: reading.mistake, messageId, record };
  }

  return {
    async take(calls, sender) {
      const { ruleset, now: receivedAt } = sender;
      const finder = createSubjectFinder(sender, identities);
      const messages: (Message & { readonly index: number })[] = [];
      const records: StoredRecord[] = [];
      const quarantined: EventRemark[] = [];
      const warnings: EventRemark[] = [];
      for (const [index, raw] of calls.items.entries()) {
        const item = await read(raw, calls, sender, finder);
        if ("mistake" in item) {
          records.push(item.record);
          quarantined.push({ index, messageId: item.messageId, ...item.mistake });
        } else {
          const messageId = item.message.messageId ?? uniqueId();
          messages.push({ ...item.message, messageId, index });
          for (const { path, message } of item.warnings) {
            warnings.push({ index, messageId, path, message });
          }
        }
      }
      const receipts = await ingest.take({ ruleset, receivedAt, messages });
      await ingest.keep(records);
      const refused = receipts.flatMap(({ messageId, outcome }, i) =>
        outcome === "erased" ? [{ index: messages[i]?.index ?? i, messageId, ...ERASED }] : [],
      );
      return {
        answer: {
          success: true,
          stored: count(receipts, "stored"),
          duplicates: count(receipts, "duplicate"),
          quarantined,
          ...(refused.length === 0 ? {} : { refused }),
          ...(warnings.length === 0 ? {} : { warnings: warnings.slice(0, MAX_WARNINGS) }),
        },
        cookies: await finder.cookies(receipts),
      };
    },
  };
}

const ERASED: RequestMistake = {
  path: "$",
  message: "its visitor was erased and does not come back",
};

function refuse(
  raw: unknown,
  { areSmall }: Calls,
): { readonly mistake: RequestMistake } | undefined {
  if (!isRecord(raw)) return { mistake: { path: "$", message: "expected an object" } };
  if (areSmall || sizeOf(raw) <= MAX_EVENT_BYTES) return undefined;
  const message = `the event is over ${MAX_EVENT_BYTES / 1_024} KB`;
  return { mistake: { path: "$", message } };
}

function sizeOf(raw: JsonObject): number {
  const text = JSON.stringify(raw);
  // No character of JSON text is more than three bytes for each of its UTF-16 units.
  return text.length * 3 <= MAX_EVENT_BYTES ? text.length : new TextEncoder().encode(text).length;
}

/** The id that a call has, else one that is made for it. */
function messageIdOf(body: JsonObject): string {
  const given = textOf(body["messageId"]) ?? "";
  const isUsable = given.trim() !== "" && given.length <= 200 && given.isWellFormed();
  return isUsable ? given : uniqueId();
}

function count(receipts: readonly Receipt[], wanted: Receipt["outcome"]): number {
  return receipts.filter(({ outcome }) => outcome === wanted).length;
}

import type { Json } from "@facet/protocol";
import { withSetCookies } from "../cookies.ts";
import { asString, isRecord } from "../json.ts";
import type { PageFacts, Reporter } from "../report.ts";
import type { FacetEvent, TrackResult } from "../types.ts";
import { emptyAnswer, problemAnswer } from "./answer.ts";
import { parseJsonBody, readBody } from "../body.ts";

// What `sendBeacon` may carry.
const MAX_BYTES = 65_536;
const MAX_EVENTS = 50;
const MAX_NAME = 200;

/**
 * `POST …/track`: `{ event, properties?, messageId? }` or `{ events: […] }`. Only these members are
 * passed on, so that a page cannot name another visitor. 204 when all are stored.
 */
export async function answerTrack(
  request: Request,
  reporter: Reporter,
  page: PageFacts,
): Promise<Response> {
  const bytes = await readBody(request, MAX_BYTES);
  if (bytes === undefined) {
    return problemAnswer(413, "Too large", { detail: `Send at most ${MAX_BYTES} bytes at once.` });
  }
  const events = toEvents(parseJsonBody(bytes));
  if (events === undefined) {
    return problemAnswer(400, "Not an event", {
      detail: `Expected JSON: {"event": "Name", "properties": {…}}, or {"events": […]} with at most ${MAX_EVENTS}.`,
    });
  }
  const results = await reportAll(request, events, (visitor, event) =>
    reporter.track(visitor, event, page),
  );
  const failed = results.find((result) => !result.ok);
  if (failed !== undefined) {
    const status = failed.status >= 400 && failed.status < 500 ? failed.status : 503;
    return problemAnswer(status, "Not stored", { detail: failed.message });
  }
  const set = results.flatMap((result) => (result.ok && result.cookies.length > 0 ? [result] : []));
  return emptyAnswer(set.at(-1)?.cookies);
}

// An answer that sets a cookie made a visitor or holds their state: the next event must go with it.
// Where one sets none, the others set none either and may go at once.
async function reportAll(
  request: Request,
  events: readonly FacetEvent[],
  report: (visitor: Request, event: FacetEvent) => Promise<TrackResult>,
): Promise<readonly TrackResult[]> {
  const [first, ...rest] = events;
  if (first === undefined) return [];
  const result = await report(request, first);
  // The service is down: the page sends all of them again.
  if (!result.ok && result.status >= 500) return [result];
  const isSet = result.ok && result.cookies.length > 0;
  const others = isSet
    ? reportAll(withCookies(request, result), rest, report)
    : Promise.all(rest.map((event) => report(request, event)));
  return [result, ...(await others)];
}

function withCookies(request: Request, result: TrackResult): Request {
  if (!result.ok || result.cookies.length === 0) return request;
  const headers = new Headers(request.headers);
  const cookies = withSetCookies(headers.get("cookie"), result.cookies);
  if (cookies === null) headers.delete("cookie");
  else headers.set("cookie", cookies);
  return new Request(request.url, { headers });
}

function toEvents(body: unknown): readonly FacetEvent[] | undefined {
  if (!isRecord(body)) return undefined;
  const list = Array.isArray(body["events"]) ? body["events"] : [body];
  if (list.length > MAX_EVENTS) return undefined;
  const events = list.map(toEvent);
  if (!events.every((event) => event !== undefined)) return undefined;
  return events.length === 0 ? undefined : events;
}

function toEvent(value: unknown): FacetEvent | undefined {
  if (!isRecord(value)) return undefined;
  const { event, properties } = value;
  if (typeof event !== "string" || event === "" || event.length > MAX_NAME) return undefined;
  const messageId = asString(value["messageId"])?.slice(0, MAX_NAME);
  return {
    event,
    // Parsed from JSON, so its members are JSON.
    ...(isRecord(properties) ? { properties: properties as Record<string, Json> } : {}),
    ...(messageId === undefined || messageId === "" ? {} : { messageId }),
  };
}

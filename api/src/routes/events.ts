import {
  batchRequestSchema,
  CALL_SCHEMAS,
  type CallType,
  MAX_BATCH_EVENTS,
  type TrackResponse,
  trackResponseSchema,
} from "@facet/protocol";
import type { JsonObject } from "@facet/engine";
import type { Access } from "../access/access.ts";
import { enterWithBody } from "../access/key-in-body.ts";
import type { DeviceReader } from "@facet/context";
import { isPrefetch } from "../decisions/call.ts";
import type { Ingest } from "../events/ingest.ts";
import { pageUrlOf } from "../events/to-fact.ts";
import type { Calls, Sender, Tracking } from "../events/tracking.ts";
import { MAX_BATCH_BYTES, MAX_EVENT_BYTES, type ReadBody } from "../http/body.ts";
import type { CallerFacts } from "../http/caller.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Operation, Route, RouteContext } from "../http/route.ts";
import { isRecord, textOf, toRecord } from "../json.ts";
import { BATCH_TEXT, CALL_TEXTS, SHARED_TEXT } from "./event-texts.ts";

/** What the event routes need. */
export interface EventRoutesOptions {
  readonly access: Pick<Access, "authenticate" | "holdKeyless">;
  readonly ingest: Pick<Ingest, "ruleset">;
  readonly tracking: Tracking;
  readonly callerFacts: CallerFacts;
  readonly devices: DeviceReader;
  readonly readBody: ReadBody;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Paths of each kind of call, the long one first. */
const PATHS: Readonly<Record<CallType, readonly string[]>> = {
  track: ["/v1/track", "/v1/t"],
  identify: ["/v1/identify", "/v1/i"],
  page: ["/v1/page", "/v1/p"],
  screen: ["/v1/screen", "/v1/s"],
  group: ["/v1/group", "/v1/g"],
  alias: ["/v1/alias", "/v1/a"],
};
const BATCH_PATHS = ["/v1/batch", "/v1/b", "/v1/import"];

/** Segment's HTTP tracking API. */
export function createEventRoutes(options: EventRoutesOptions): Route[] {
  const types = Object.keys(PATHS) as CallType[];
  return [
    ...types.flatMap((type) =>
      toRoutes(PATHS[type], callOperation(type), (c) =>
        take(c, options, {
          limitBytes: MAX_EVENT_BYTES,
          toCalls: (body) => ({ items: [body], type, sentAt: body["sentAt"], areSmall: true }),
        }),
      ),
    ),
    ...toRoutes(BATCH_PATHS, BATCH_OPERATION, (c) =>
      take(c, options, { limitBytes: MAX_BATCH_BYTES, toCalls: toBatch }),
    ),
  ];
}

const RESPONSES: Operation["responses"] = {
  200: { description: "On disk, or already known.", schema: trackResponseSchema },
  503: { description: "Nothing was kept; send it again." },
};

const BATCH_OPERATION: Operation = {
  id: "batch",
  tag: "Events",
  summary: BATCH_TEXT.summary,
  description: `${BATCH_TEXT.description} ${SHARED_TEXT}`,
  body: { schema: batchRequestSchema, example: BATCH_TEXT.example },
  responses: RESPONSES,
};

function callOperation(type: CallType): Operation {
  const { summary, description, example } = CALL_TEXTS[type];
  return {
    id: type,
    tag: "Events",
    summary,
    description: `${description} ${SHARED_TEXT} At most 32 KB.`,
    body: { schema: CALL_SCHEMAS[type], example },
    responses: RESPONSES,
  };
}

function toRoutes(
  [path = "", ...others]: readonly string[],
  operation: Operation,
  handler: (c: RouteContext) => Promise<Response>,
): Route[] {
  const same = `The same as \`POST ${path}\`.`;
  return [
    { method: "POST", path, access: "handler", operation, handler },
    ...others.map((other): Route => {
      const id = other.replace("/v1/", `${operation.id}-`);
      return {
        method: "POST",
        path: other,
        access: "handler",
        operation: {
          ...operation,
          id,
          summary: `${operation.summary} (${other})`,
          description: same,
        },
        handler,
      };
    }),
  ];
}

interface Taking {
  readonly limitBytes: number;
  readonly toCalls: (body: JsonObject, text: string) => Calls;
}

async function take(
  c: RouteContext,
  options: EventRoutesOptions,
  { limitBytes, toCalls }: Taking,
): Promise<Response> {
  const { access, ingest, tracking, readBody } = options;
  const { caller, body: read } = await enterWithBody(c, {
    access,
    async read() {
      const text = await readBody(c, limitBytes);
      const body = parseJson(text);
      if (!isRecord(body)) throw notAnObject();
      return { text, body };
    },
    writeKeyOf: ({ body }) => textOf(body["writeKey"]),
  });
  const calls = toCalls(read.body, read.text);
  const ruleset = ingest.ruleset(caller.site);
  const { answer, cookies } = await tracking.take(calls, {
    ruleset,
    now: options.now(),
    ...(caller.rights === "publishable" ? aboutPage(c, options) : aboutServer(c, calls)),
  });
  for (const cookie of cookies) c.header("Set-Cookie", cookie, { append: true });
  return c.json<TrackResponse>(answer);
}

function toBatch(body: JsonObject, text: string): Calls {
  const { batch, context, sentAt } = parseWith(batchRequestSchema, body);
  if (batch.length > MAX_BATCH_EVENTS) {
    throw new ApiProblem({
      code: "too-large",
      detail: `The batch has ${batch.length} events, and ${MAX_BATCH_EVENTS} is the limit. Send the rest in another one.`,
    });
  }
  // No character of the text is more than three bytes for each of its UTF-16 units.
  const areSmall = text.length * 3 <= MAX_EVENT_BYTES;
  return { items: batch, sentAt, areSmall, ...(context ? { context: toRecord(context) } : {}) };
}

type SenderParts = Omit<Sender, "ruleset" | "now">;

/** A page's request says itself whose it is. */
function aboutPage(c: RouteContext, { callerFacts, devices }: EventRoutesOptions): SenderParts {
  const header = (name: string) => c.req.header(name);
  const { ip, userAgent } = callerFacts(c);
  return {
    rights: "publishable",
    cookieHeader: header("cookie"),
    gpc: header("sec-gpc"),
    cookieUrl: c.req.url,
    isIdle: isPrefetch(header) || devices.read(header("user-agent"), {}).bot,
    ip,
    userAgent,
  };
}

/** A server's request is nobody's, but for the visitor's headers that it hands on. */
function aboutServer(c: RouteContext, { items }: Calls): SenderParts {
  return {
    rights: "secret",
    cookieHeader: c.req.header("cookie"),
    gpc: c.req.header("sec-gpc"),
    cookieUrl: pageUrlOf(toRecord(items[0])),
    isIdle: false,
  };
}

function notAnObject(): ApiProblem {
  const message = "expected an object";
  return new ApiProblem({
    code: "invalid-request",
    detail: `$: ${message}`,
    errors: [{ path: "$", message }],
  });
}

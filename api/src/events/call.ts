import type { JsonObject } from "@facet/engine";
import {
  type AliasRequest,
  CALL_SCHEMAS,
  type CallType,
  type GroupRequest,
  type IdentifyRequest,
  type PageRequest,
  type TrackRequest,
} from "@facet/protocol";
import { suggest } from "@facet/context";
import { toJsonPath } from "../http/parse.ts";
import type { RequestMistake } from "../http/problem.ts";
import { isRecord, toRecord } from "../json.ts";
import { readTime } from "./time.ts";

/** A call of Segment's tracking API, checked. */
export type Call =
  | { readonly type: "track"; readonly body: TrackRequest }
  | { readonly type: "identify"; readonly body: IdentifyRequest }
  | { readonly type: "page" | "screen"; readonly body: PageRequest }
  | { readonly type: "group"; readonly body: GroupRequest }
  | { readonly type: "alias"; readonly body: AliasRequest };

/** A call, or why it is none. */
export type CallReading =
  | { readonly call: Call; readonly timestamp: number | undefined }
  | { readonly mistake: RequestMistake };

/**
 * Reads one call; the first mistake counts.
 *
 * @param type Kind of call; absent: it is none that is known.
 */
export function readCall(raw: JsonObject, type: CallType | undefined): CallReading {
  if (type === undefined) return { mistake: unknownType(raw["type"]) };
  const result = CALL_SCHEMAS[type].safeParse(raw);
  if (!result.success) {
    const [issue] = result.error.issues;
    const message = issue?.message ?? "expected another value";
    return { mistake: { path: toJsonPath(issue?.path ?? []), message } };
  }
  const { timestamp } = result.data;
  if (timestamp === undefined || timestamp === null) return toReading(type, result.data, undefined);
  const at = readTime(timestamp);
  return at === undefined ? { mistake: NO_TIME } : toReading(type, result.data, at);
}

function toReading(type: CallType, body: Call["body"], timestamp: number | undefined): CallReading {
  // The body was checked by the schema of its type.
  return { call: { type, body } as Call, timestamp };
}

const NO_TIME: RequestMistake = {
  path: "$.timestamp",
  message: "expected a time such as 2026-12-05T09:00:00Z",
};

/** The kind of call that a call says it is. */
export function callTypeOf({ type }: JsonObject): CallType | undefined {
  return typeof type === "string" && Object.hasOwn(CALL_SCHEMAS, type)
    ? (type as CallType)
    : undefined;
}

function unknownType(type: unknown): RequestMistake {
  const names = Object.keys(CALL_SCHEMAS);
  const guess = typeof type === "string" ? suggest(type, names) : undefined;
  return {
    path: "$.type",
    message: `expected one of ${names.join(", ")}${guess === undefined ? "" : `; ${guess}`}`,
  };
}

/**
 * A call of a batch with what the batch's `context` says of all of them.
 *
 * @param context Absent: the batch says nothing.
 */
export function withContext(raw: JsonObject, context: JsonObject | undefined): JsonObject {
  if (context === undefined) return raw;
  const own = raw["context"];
  if (own !== undefined && own !== null && !isRecord(own)) return raw;
  return { ...raw, context: { ...context, ...toRecord(own) } };
}

import { ErrorCode, StandardResolutionReasons } from "@openfeature/server-sdk";
import type { FlagMetadata, JsonValue, ResolutionDetails } from "@openfeature/server-sdk";
import { asString, isRecord } from "@facet/client/calls";
import type { ApiAnswer } from "@facet/client/calls";

/** What a caller asks a flag for. */
export interface Wanted<T extends JsonValue> {
  readonly type: "boolean" | "string" | "number" | "object";
  /** The caller's default. */
  readonly fallback: T;
}

/** A flag, and whether what the service answered was no answer at all. */
export interface Resolved<T extends JsonValue> {
  readonly details: ResolutionDetails<T>;
  readonly isFault: boolean;
}

/** What the service says of a flag, in OpenFeature's terms. */
export function toDetails<T extends JsonValue>(
  { status, body }: ApiAnswer,
  { type, fallback }: Wanted<T>,
): Resolved<T> {
  if (!isRecord(body)) {
    const words = `answered ${status} with something else than a flag`;
    return { details: toFailure(fallback, "GENERAL", words), isFault: true };
  }
  const { value, variant, reason, metadata, errorCode, errorDetails, detail } = body;
  if (status !== 200 || value === undefined) {
    const code = ERROR_CODES.has(errorCode as ErrorCode) ? (errorCode as ErrorCode) : "GENERAL";
    const words = asString(errorDetails) ?? asString(detail) ?? `answered ${status}`;
    return { details: toFailure(fallback, code, words), isFault: status >= 500 || status === 200 };
  }
  if (typeof value !== type || value === null) {
    const words = `the flag is a ${typeof value}, and a ${type} was asked for`;
    return { details: toFailure(fallback, "TYPE_MISMATCH", words), isFault: false };
  }
  const details = {
    value: value as T,
    ...(typeof variant === "string" ? { variant } : {}),
    ...(typeof reason === "string" ? { reason } : {}),
    ...(isRecord(metadata) ? { flagMetadata: metadata as FlagMetadata } : {}),
  };
  return { details, isFault: false };
}

/** The caller's default, and why it has to do. */
export function toFailure<T extends JsonValue>(
  fallback: T,
  errorCode: `${ErrorCode}`,
  errorMessage: string,
): ResolutionDetails<T> {
  return {
    value: fallback,
    reason: StandardResolutionReasons.ERROR,
    errorCode: errorCode as ErrorCode,
    errorMessage,
  };
}

const ERROR_CODES: ReadonlySet<unknown> = new Set(Object.values(ErrorCode));

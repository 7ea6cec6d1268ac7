import type { JsonObject } from "@facet/engine";
import type { CallType } from "@facet/protocol";
import type { KeyKind } from "../access/caller.ts";
import { textOf } from "../json.ts";

/** Two names that a server gives one visitor; equal ones only say that it is somebody known. */
export interface NamePair {
  readonly anonymousId: string;
  readonly userId: string;
  /** Only where one of them is new: no visitor goes into another one. */
  readonly isLink?: true;
}

/** How a call names its visitor. */
export interface CallNames {
  /** The name that counts; absent: the cookie's visitor, else a new one. */
  readonly named?: string;
  /** Names that are to be one visitor's. */
  readonly pair?: NamePair;
  /** A user id that does not name the visitor, to be kept as a trait. */
  readonly userId?: string;
}

/**
 * Reads the names of a call, well-formed or not. A page names nobody: its user id is what the page
 * says, and only a trait. A server's `identify` and `alias` join their anonymous name to the known
 * one, any other call only tells a new name of somebody.
 */
export function readNames(
  body: JsonObject,
  type: CallType | undefined,
  rights: KeyKind,
): CallNames {
  const userId = nameIn(body, "userId");
  if (rights === "publishable") return userId === undefined ? {} : { userId };
  const visitorId = nameIn(body, "visitorId");
  const anonymousId = visitorId ?? nameIn(body, "anonymousId");
  if (userId === undefined) return anonymousId === undefined ? {} : { named: anonymousId };
  if (type === "identify" || type === "alias") {
    const other = type === "alias" ? nameIn(body, "previousId") : anonymousId;
    return { named: userId, pair: { anonymousId: other ?? userId, userId } };
  }
  const pair = { anonymousId: anonymousId ?? userId, userId, isLink: true } as const;
  if (visitorId === undefined || visitorId === userId) return { named: userId, pair };
  return { named: visitorId, pair, userId };
}

function nameIn(body: JsonObject, field: string): string | undefined {
  return textOf(body[field]) || undefined;
}

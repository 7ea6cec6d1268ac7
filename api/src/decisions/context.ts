import { type Context, lookup } from "@facet/engine";
import type { DecideRequest } from "@facet/protocol";
import {
  applyOverrides,
  type RequestFacts,
  type RequestReading,
  toRequestFacts,
} from "@facet/context";
import { toHistory } from "../visitors/history.ts";
import { recallPhrase } from "../visitors/phrase.ts";
import { toVisitorSignals } from "../visitors/signals.ts";
import type { DecideCall } from "./call.ts";
import type { DecidedVisitor } from "./visitor.ts";

/** What a call tells the context reader. */
export function toFacts({ request, own }: DecideCall, now: number): RequestFacts {
  return toRequestFacts(request, { now, ...(own === undefined ? {} : { headers: { ...own } }) });
}

/** The engine's context: the request as read, the visitor's past, and what the request replaces. */
export function toContext(
  request: DecideRequest,
  reading: RequestReading,
  { visitor, now }: { readonly visitor: DecidedVisitor; readonly now: number },
): Context {
  const { state, identity } = visitor;
  const { page, locale, bot, consent, phrase } = reading;
  const past = state && toVisitorSignals(state);
  const signals = { ...reading.signals, ...past };
  return {
    now,
    page,
    locale,
    signals: request.signals === undefined ? signals : applyOverrides(signals, request.signals),
    bot,
    consent,
    slots: request.slots,
    phrase,
    remembered: state && recallPhrase(state, now),
    visitorId: identity && (state?.id ?? identity.id),
    history: state && toHistory(state),
  };
}

/** Path of the page's URL, where the request has one. */
export function pathOf({ signals }: RequestReading): string | undefined {
  const path = lookup(signals, ["url", "path"]);
  return typeof path === "string" ? path : undefined;
}

/** Value of a header that the request tells of, by lower-case name. */
export function toldHeader({ headers }: DecideRequest, wanted: string): string | undefined {
  if (headers === undefined) return undefined;
  return Object.entries(headers).find(([name]) => name.toLowerCase() === wanted)?.[1];
}

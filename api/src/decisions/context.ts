import { type Context, lookup } from "@facet/engine";
import type { DecideRequest } from "@facet/protocol";
import { applyOverrides, type RequestFacts, type RequestReading } from "../context/index.ts";
import { toHistory } from "../visitors/history.ts";
import { recallPhrase } from "../visitors/phrase.ts";
import { toVisitorSignals } from "../visitors/signals.ts";
import type { DecideCall, OwnHeaders } from "./call.ts";
import type { DecidedVisitor } from "./visitor.ts";

/** What a call tells the context reader. */
export function toFacts({ request, own = {} }: DecideCall, now: number): RequestFacts {
  const { url, referrer, page, query, attributes, consent, ip, userAgent, signals } = request;
  const headers = { ...given(own), ...lowerCased(request.headers ?? {}) };
  return { url, referrer, page, query, attributes, consent, ip, userAgent, headers, signals, now };
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

function lowerCased(headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
  );
}

function given(own: OwnHeaders): Readonly<Record<string, string>> {
  const { cookie, "sec-gpc": gpc } = own;
  return {
    ...(cookie === undefined ? {} : { cookie }),
    ...(gpc === undefined ? {} : { "sec-gpc": gpc }),
  };
}

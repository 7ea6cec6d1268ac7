import type { JsonObject } from "@facet/engine";
import { FACET_EVENTS, type PageRequest } from "@facet/protocol";
import { textOf, toRecord } from "../json.ts";
import type { EventFact, TraitsFact } from "../visitors/facts.ts";
import type { Call } from "./call.ts";

/** How a call becomes a fact. */
export interface FactOptions {
  /** Epoch milliseconds, by the server's clock. */
  readonly at: number;
  /** A user id that does not name the visitor; it is kept as a trait. */
  readonly userId?: string | undefined;
  /** It may be tied to somebody; else what tells who it was stays out. */
  readonly isTied: boolean;
}

/** What a call says of its visitor. */
export function toFact(call: Call, { at, userId, isTied }: FactOptions): EventFact | TraitsFact {
  const traits: JsonObject = isTied
    ? { ...contextOf(toRecord(call.body), "traits"), ...(userId === undefined ? {} : { userId }) }
    : {};
  const event = eventOf(call);
  if (event !== undefined) {
    const properties = isTied ? event.properties : withoutAddresses(event.properties);
    const isSilent = Object.keys(traits).length === 0;
    return { type: "event", at, name: event.name, properties, ...(isSilent ? {} : { traits }) };
  }
  const told = isTied ? toldTraits(call) : {};
  return { type: "traits", at, traits: { ...traits, ...told } };
}

/** The event that a call reports; `undefined` where it only tells who somebody is. */
export function eventOf(call: Call): Pick<EventFact, "name" | "properties"> | undefined {
  const { type, body } = call;
  if (type === "track") return { name: body.event, properties: toRecord(body.properties) };
  if (type === "page") return { name: FACET_EVENTS.pageViewed, properties: viewProperties(body) };
  if (type === "screen")
    return { name: FACET_EVENTS.screenViewed, properties: viewProperties(body) };
  return undefined;
}

/** What is kept beside the fact: the kind of call and the page that it came from. */
export function extraOf({ type, body }: Call, { isTied }: Pick<FactOptions, "isTied">): JsonObject {
  const url = isTied ? pageUrlOf(toRecord(body)) : undefined;
  return { type, ...(url === undefined ? {} : { url }) };
}

/** URL of the page that a call was made on. */
export function pageUrlOf(body: JsonObject): string | undefined {
  return textOf(body["url"]) ?? textOf(contextOf(body, "page")["url"]);
}

function contextOf(body: JsonObject, part: string): JsonObject {
  return toRecord(toRecord(body["context"])[part]);
}

/** Properties that hold addresses: what stands in their query may tell who it was. */
const ADDRESSES: ReadonlySet<string> = new Set(["url", "search", "referrer", "href"]);

/** Properties without those that hold addresses. */
export function withoutAddresses(properties: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !ADDRESSES.has(name)));
}

/** Properties of a page view, by Segment's names: what it says of itself, else its context. */
function viewProperties(body: PageRequest): JsonObject {
  const page = contextOf(toRecord(body), "page");
  const given = toRecord(body.properties);
  const url = textOf(given["url"]) ?? textOf(body["url"]) ?? textOf(page["url"]);
  const path = textOf(given["path"]) ?? textOf(page["path"]) ?? pathOf(url);
  return {
    ...given,
    ...(body.name ? { name: body.name } : {}),
    ...(body.category ? { category: body.category } : {}),
    ...(url === undefined ? {} : { url }),
    ...(path === undefined ? {} : { path }),
  };
}

function pathOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : URL.parse(url)?.pathname;
}

/** Traits that an identify or a group call tells; an alias tells none. */
function toldTraits(call: Call): JsonObject {
  if (call.type === "identify") return toRecord(call.body.traits);
  if (call.type !== "group") return {};
  return { groupId: call.body.groupId, group: toRecord(call.body.traits) };
}

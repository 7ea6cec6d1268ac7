import type { Exchange, StateExchange } from "./exchange.ts";
import { BOOKING_EVENT, GREETINGS, STATIC_HEADLINE } from "./site.ts";
import type { Entrance, PageName, PagePaths } from "./site.ts";
import { createVisitor } from "./visitor.ts";
import type { Visitor } from "./visitor.ts";

/** A page view to make. */
export interface View {
  readonly visitor: Visitor;
  readonly page: PageName;
  /** Of the shared page. */
  readonly entrance?: Entrance;
  /** Parameters that decide nothing. */
  readonly noise?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly method?: "GET" | "HEAD";
  /** Counts as no view; a HEAD never does. */
  readonly isPeek?: boolean;
}

/** Makes requests and keeps what came. */
export interface Run {
  /** The two visitors who stay. */
  readonly pair: readonly [Visitor, Visitor];
  /** All who came so far. */
  readonly visitors: readonly Visitor[];
  readonly exchanges: readonly Exchange[];
  readonly states: readonly StateExchange[];
  /** Somebody without a cookie. */
  newcomer(): Visitor;
  view(view: View): Promise<void>;
  /** The code under which a headline was last answered, as the app tells it. */
  keyOf(headline: string): string | undefined;
  /** The `ETag` of the page with a headline, where the app gives one. */
  etagOf(headline: string): string | undefined;
  /** Lets a visitor book, as the page reports it. */
  book(visitor: Visitor): Promise<void>;
  /** Fetches what the shared page fetches for its visitor. */
  fetchState(visitor: Visitor, entrance: Entrance): Promise<void>;
}

/** Starts a run against the app at `origin`. */
export function createRun(options: {
  readonly origin: string;
  readonly paths: PagePaths;
  readonly pair: Run["pair"];
}): Run {
  const { origin, paths, pair } = options;
  const visitors: Visitor[] = [...pair];
  const exchanges: Exchange[] = [];
  const states: StateExchange[] = [];
  const keys = new Map<string, string>();
  const etags = new Map<string, string>();
  const booked = new Set<Visitor>();
  let order = 0;

  function headlineOf({ visitor, page, entrance }: View): string {
    if (page === "static") return STATIC_HEADLINE;
    if (page === "private") return booked.has(visitor) ? GREETINGS.booked : GREETINGS.newcomer;
    if (entrance === undefined) throw new Error("a view of the shared page needs an entrance");
    return entrance.headline;
  }

  return {
    pair,
    visitors,
    exchanges,
    states,
    newcomer() {
      const visitor = createVisitor(origin, `newcomer ${visitors.length - 1}`);
      visitors.push(visitor);
      return visitor;
    },
    keyOf: (headline) => keys.get(headline),
    etagOf: (headline) => etags.get(headline),
    async view(view) {
      const { visitor, page, entrance, noise, headers = {}, method = "GET" } = view;
      const query = new URLSearchParams({ ...entrance?.query, ...noise }).toString();
      const path = `${paths[page]}${query === "" ? "" : `?${query}`}`;
      const headline = headlineOf(view);
      const isKnown = visitor.state() !== undefined;
      const began = ++order;
      const answer = await visitor.ask({ path, method, headers });
      const key = answer.headers.get("facet-key");
      if (key !== null) keys.set(headline, key);
      const etag = answer.headers.get("etag");
      if (etag !== null) etags.set(headline, etag);
      exchanges.push({
        visitor: visitor.name,
        isKnown,
        page,
        headline,
        isPeek: view.isPeek === true || method === "HEAD",
        method,
        label: `${visitor.name}: ${method} ${path}${describe(headers)}`,
        answer,
        began,
        ended: ++order,
      });
    },
    async book(visitor) {
      const { status, body } = await visitor.ask({
        path: "/~facet/track",
        method: "POST",
        headers: { "content-type": "application/json", origin, "sec-fetch-site": "same-origin" },
        body: JSON.stringify({ event: BOOKING_EVENT }),
      });
      if (status !== 204) {
        throw new Error(`POST ${origin}/~facet/track answered ${status}, expected 204: ${body}`);
      }
      booked.add(visitor);
    },
    async fetchState(visitor, entrance) {
      const page = `${origin}${paths.shared}?${new URLSearchParams(entrance.query).toString()}`;
      const asked = new URLSearchParams({ url: page, code: keys.get(entrance.headline) ?? "" });
      const path = `/~facet/state?${asked.toString()}`;
      const answer = await visitor.ask({ path, headers: { "sec-fetch-site": "same-origin" } });
      states.push({ visitor: visitor.name, label: `${visitor.name}: GET ${path}`, answer });
    },
  };
}

function describe(headers: Readonly<Record<string, string>>): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value.slice(0, 40)}`);
  return lines.length === 0 ? "" : ` with ${lines.join(", ")}`;
}

import type { DecideOverrides } from "@facet/astro";

/** Names of the query parameters that say what the visitor looks like. */
export const PARAMETERS = {
  query: "utm_term",
  city: "demo.city",
  visits: "demo.visits",
  score: "demo.score",
} as const;

/** Every parameter of the bar starts so. */
const OWN = "demo.";

/** What the bar was told of the visitor; an absent field is what the service itself knows. */
export interface Preview {
  readonly query: string | undefined;
  readonly city: string | undefined;
  readonly visits: number | undefined;
  readonly score: number | undefined;
  /** Whether the visitor is made up, so that nothing of this view may be counted. */
  readonly on: boolean;
}

/** Reads the bar's parameters of a page address. What is not a number is left out. */
export function readPreview(url: URL): Preview {
  const { searchParams } = url;
  const visits = toNumber(searchParams.get(PARAMETERS.visits));
  return {
    query: toText(searchParams.get(PARAMETERS.query)),
    city: toText(searchParams.get(PARAMETERS.city)),
    visits: visits === undefined || visits < 1 ? undefined : Math.floor(visits),
    score: toNumber(searchParams.get(PARAMETERS.score)),
    on: [...searchParams.keys()].some((name) => name.startsWith(OWN)),
  };
}

/** The made-up visitor as overrides of a decision. */
export function toOverrides(preview: Preview): DecideOverrides {
  const signals = {
    ...(preview.city === undefined ? {} : { "geo.city": preview.city }),
    ...(preview.visits === undefined ? {} : { visits: preview.visits }),
    ...(preview.score === undefined ? {} : { score: preview.score }),
  };
  return { peek: true, explain: true, ...(Object.keys(signals).length === 0 ? {} : { signals }) };
}

/** A page's path and query without anything the bar put there. */
export function withoutPreview(url: URL): string {
  return without(url, (name) => name.startsWith(OWN) || name === PARAMETERS.query);
}

/** A page's path and query as an advertisement would link to it: the phrase stays. */
export function withoutLooks(url: URL): string {
  return without(url, (name) => name.startsWith(OWN));
}

function without(url: URL, isDropped: (name: string) => boolean): string {
  const search = new URLSearchParams([...url.searchParams].filter(([name]) => !isDropped(name)));
  return search.size === 0 ? url.pathname : `${url.pathname}?${search}`;
}

function toText(value: string | null): string | undefined {
  const text = value?.trim().slice(0, 200);
  return text === undefined || text === "" ? undefined : text;
}

function toNumber(value: string | null): number | undefined {
  if (value === null || value.trim() === "") return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? Math.min(Math.max(number, -1_000), 1_000_000) : undefined;
}

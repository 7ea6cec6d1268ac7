import { isForMany, renderId } from "../exchange.ts";
import type { Exchange } from "../exchange.ts";
import type { Leak } from "../leak.ts";
import { armOf } from "./content.ts";

/** A rendering serves one answer: none is given for two codes, and a private one only once. */
export function checkRenders(exchanges: readonly Exchange[]): readonly Leak[] {
  const contents = new Map<string, string>();
  return exchanges.filter(isRendered).flatMap((exchange): readonly Leak[] => {
    const { label: where, answer } = exchange;
    const id = renderId(answer);
    if (id === undefined) {
      const expected = "a header x-render-id or a comment <!-- render:ID -->";
      return [{ kind: "no-render-id", where, expected, got: "neither" }];
    }
    const content = contentOf(exchange);
    const first = contents.get(id);
    contents.set(id, content);
    if (first === undefined) return [];
    if (!isForMany(exchange)) {
      return [{ kind: "stored-private", where, expected: "a rendering of its own", got: first }];
    }
    return first === content
      ? []
      : [{ kind: "shared-render", where, expected: content, got: first }];
  });
}

/** How many of the repeats were answered without rendering. */
export interface HitCount {
  /** Views of a page for many that had been rendered before. */
  readonly repeats: number;
  readonly hits: number;
  /** How many renderings there were. */
  readonly renders: number;
}

/** Counts hits: a view that began after its code was answered, and shows a rendering known by then. */
export function countHits(exchanges: readonly Exchange[]): HitCount {
  const firstAnswer = new Map<string, number>();
  const firstSeen = new Map<string, number>();
  const views = exchanges
    .filter((exchange) => isRendered(exchange) && isForMany(exchange))
    .toSorted((a, b) => a.ended - b.ended);
  for (const exchange of views) {
    keepFirst(firstAnswer, codeOf(exchange), exchange.ended);
    keepFirst(firstSeen, renderId(exchange.answer) ?? "", exchange.ended);
  }
  const repeats = views.filter(
    (exchange) => (firstAnswer.get(codeOf(exchange)) ?? Infinity) < exchange.began,
  );
  const hits = repeats.filter(
    (exchange) => (firstSeen.get(renderId(exchange.answer) ?? "") ?? Infinity) < exchange.began,
  );
  return { repeats: repeats.length, hits: hits.length, renders: firstSeen.size };
}

function isRendered({ method, answer }: Exchange): boolean {
  return method === "GET" && answer.status === 200;
}

// Two codes may show the same, as for one who is in no experiment and one in its control arm.
function codeOf(exchange: Exchange): string {
  return `${exchange.page}: ${exchange.answer.headers.get("facet-key") ?? contentOf(exchange)}`;
}

// What decides a page for many is all in what it shows; a private one is its visitor's.
function contentOf(exchange: Exchange): string {
  const { page, headline, visitor, answer } = exchange;
  if (!isForMany(exchange)) return `${page}: ${visitor}`;
  return page === "static" ? page : `${page}: ${headline} / ${armOf(answer.body) ?? "no arm"}`;
}

function keepFirst(map: Map<string, number>, key: string, value: number): void {
  if (!map.has(key)) map.set(key, value);
}

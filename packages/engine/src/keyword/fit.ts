import { stopPositions } from "../words/stop-words.ts";
import { HEADER, PLATFORMS, WORD, isRequired, kindOf } from "./pattern.ts";
import { endOf, headerOf, startOf } from "./pattern-index.ts";
import type { PatternIndex } from "./pattern-index.ts";
import type { Query } from "./query.ts";

/** How a query that has all words of a pattern stands to it. */
export type Fit = "fits" | "extra" | "order";

/** Checks what a pattern asks of a query besides its words, which must all be there. */
export function fitOf(index: PatternIndex, pattern: number, query: Query): Fit {
  const header = headerOf(index, pattern);
  if (header & HEADER.chain && !hasChains(index, pattern, query)) return "order";
  switch (kindOf(header)) {
    case "broad":
      return "fits";
    case "ordered":
      return isInOrder(index, pattern, query) ? "fits" : "order";
    case "cover":
      return extraPositions(index, pattern, query) === 0 ? "fits" : "extra";
    case "whole":
      return query.words.count === (header & HEADER.count) ? "fits" : "extra";
  }
}

/** Whether all words that must stand side by side do. */
function hasChains(index: PatternIndex, pattern: number, { masks }: Query): boolean {
  const end = endOf(index, pattern);
  let ends = 0;
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    const mask = masks[word & WORD.class] as number;
    ends = (word & WORD.adjacent) === 0 ? mask : (ends << 1) & mask;
    if (ends === 0 && (word & WORD.adjacent) !== 0) return false;
  }
  return true;
}

/** Whether the required words stand in the order of the pattern, with anything between them. */
export function isInOrder(index: PatternIndex, pattern: number, { masks }: Query): boolean {
  const end = endOf(index, pattern);
  let open = -1;
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    if (!isRequired(word)) continue;
    const mask = (masks[word & WORD.class] as number) & open;
    if (mask === 0) return false;
    open = -(mask & -mask) << 1;
  }
  return true;
}

/** Positions of words that are neither the pattern's nor stop words, one bit each. */
export function extraPositions(index: PatternIndex, pattern: number, query: Query): number {
  const { masks, words } = query;
  const end = endOf(index, pattern);
  let extra = (1 << words.count) - 1;
  for (let at = startOf(index, pattern); at < end; at++) {
    extra &= ~(masks[(index.body[at] as number) & WORD.class] as number);
  }
  const platform = platformOf(headerOf(index, pattern));
  return extra === 0 ? 0 : extra & ~stopPositions(words, platform);
}

/** Ad system of a pattern's list. */
export function platformOf(header: number): (typeof PLATFORMS)[number] {
  return PLATFORMS[(header >>> HEADER.platformShift) & 3] as (typeof PLATFORMS)[number];
}

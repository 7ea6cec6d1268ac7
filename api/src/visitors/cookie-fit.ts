import { type CookieBody, writeCookieBody } from "./cookie-body.ts";
import { evictOldest } from "./cookie-evict.ts";
import type { EvictedPart } from "./cookie-evictions.ts";
import type { ViewEntry } from "./cookie-first.ts";
import { toCookieState } from "./cookie-state.ts";
import { MAX_BODY_BYTES } from "./seal.ts";
import { withoutLongest } from "./touch.ts";
import type { VisitorState } from "./visitor.ts";

/** What a cookie is to hold. */
export interface CookieContent {
  readonly id: string;
  readonly first?: ViewEntry;
  /** Cut down by `trimState`. */
  readonly state?: VisitorState;
}

/** Most bytes of UTF-8 that one UTF-16 unit takes. */
const BYTES_PER_UNIT = 3;

/**
 * Writes the body of a cookie that fits: what is too much gives way, parts of the state first, then
 * of the first view.
 *
 * @param evicted Is told how many things of which part gave way.
 */
export function fitCookieBody(
  content: CookieContent,
  evicted: (part: EvictedPart, count: number) => void,
): string {
  let current = content;
  for (;;) {
    const text = writeCookieBody(toBody(current));
    const excess = excessOf(text);
    if (excess <= 0) return text;
    current = smaller(current, excess, evicted) ?? { id: content.id };
  }
}

function toBody({ id, first, state }: CookieContent): CookieBody {
  return {
    id,
    ...(first === undefined ? {} : { first }),
    ...(state === undefined ? {} : { state: toCookieState(state) }),
  };
}

/** Bytes that a body has too many of; 0 or less: it fits. */
function excessOf(text: string): number {
  if (text.length * BYTES_PER_UNIT <= MAX_BODY_BYTES) return 0;
  return new TextEncoder().encode(text).length - MAX_BODY_BYTES;
}

function smaller(
  content: CookieContent,
  excess: number,
  evicted: (part: EvictedPart, count: number) => void,
): CookieContent | undefined {
  // A character may be three bytes long: going by the fewest takes nothing away in vain.
  const eviction = content.state && evictOldest(content.state, Math.ceil(excess / BYTES_PER_UNIT));
  if (eviction !== undefined) {
    evicted(eviction.part, eviction.count);
    return { ...content, state: eviction.state };
  }
  const first = content.first && shorten(content.first);
  if (first === undefined) return undefined;
  evicted("first", 1);
  return { ...content, first };
}

function shorten(view: ViewEntry): ViewEntry | undefined {
  const { path, assignments, ...fact } = view.fact;
  if (path !== undefined) {
    return { ...view, fact: { ...fact, ...(assignments === undefined ? {} : { assignments }) } };
  }
  const touch = withoutLongest(fact.touch);
  if (touch !== undefined) return { ...view, fact: { ...view.fact, touch } };
  return assignments === undefined ? undefined : { ...view, fact };
}

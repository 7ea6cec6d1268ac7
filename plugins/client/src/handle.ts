import type { CodeBook } from "./code-book.ts";
import { readVisitorCookie, withSetCookies } from "./cookies.ts";
import { toDefaultDecision } from "./defaults.ts";
import { isBypassed, publicUrl, toDecideRequest } from "./facts.ts";
import { hasFormOutcome } from "./form-outcome.ts";
import {
  KEY_HEADER,
  PAGE_HEADER,
  setKeyHeaders,
  toOuterHeaders,
  toPageHeaders,
  withoutFacetHeaders,
} from "./headers.ts";
import type { Decided, DecisionSource } from "./sources/source.ts";
import type {
  CacheMode,
  DecideOverrides,
  Degradation,
  FacetDecision,
  FacetResult,
  HandleOptions,
  SlotDefaults,
} from "./types.ts";

/** What deciding a page view needs. */
export interface HandleTools {
  readonly source: DecisionSource;
  readonly codes: CodeBook;
  /** Whether a signed `Facet-Key` of the request is taken for the decision. */
  readonly trustsKeys: boolean;
  readonly site: URL | undefined;
  readonly timeoutMs: number;
  readonly defaults: SlotDefaults;
  /** What the defaults were answered without, where nothing could be decided. */
  readonly missing: Degradation;
  readonly cache: CacheMode;
  readonly now: () => number;
}

/** {@link Facet.handle} for callers of this package, who may have spent part of the time already. */
export type Handle = (
  request: Request,
  options?: HandleOptions & { readonly budgetMs?: number },
) => Promise<FacetResult>;

/** Makes what decides page views, all of it within the time budget. */
export function createHandle(tools: HandleTools): Handle {
  const { source, codes, site, timeoutMs, defaults, now } = tools;
  const firstViews = new WeakMap<Request, Promise<Decided>>();

  /** Several parts of a site may ask for one request of somebody new: all of them get one visitor. */
  function decideOnce(request: Request, decide: () => Promise<Decided>): Promise<Decided> {
    const known = firstViews.get(request);
    if (known !== undefined) return known;
    const decided = decide();
    firstViews.set(request, decided);
    return decided;
  }

  /** The decision of a layer in front, if its signature is ours. */
  async function decidedInFront(
    { headers }: Request,
    budgetMs: number,
  ): Promise<Decided | undefined> {
    const [code, page] = [headers.get(KEY_HEADER), decodePage(headers.get(PAGE_HEADER))];
    if (!tools.trustsKeys || code === null || page === undefined) return undefined;
    const coded = { page, code };
    if (!(await codes.isOurs(coded))) return undefined;
    const shared = await codes.read(coded, budgetMs).catch(() => undefined);
    if (shared === undefined) return undefined;
    const decision = { ...toDefaultDecision({}, []), ...shared };
    return { decision, setCookies: [], isKeyed: true };
  }

  async function decide(
    request: Request,
    url: URL,
    { address, decide: overrides, budgetMs = timeoutMs }: NonNullable<Parameters<Handle>[1]>,
  ): Promise<Decided> {
    const visitor = readVisitorCookie(request, url);
    const asked = toDecideRequest(request, { url, visitor, address, decide: overrides });
    const startedAt = performance.now();
    const decideInTime = async (): Promise<Decided> => {
      const inFront = overrides === undefined && (await decidedInFront(request, budgetMs));
      if (inFront) return inFront;
      try {
        const leftMs = Math.max(1, budgetMs - Math.floor(performance.now() - startedAt));
        return await source.decide(asked, leftMs);
      } catch {
        return { decision: toDefaultDecision(defaults, [tools.missing]), setCookies: [] };
      }
    };
    const isFirst = visitor === undefined && overrides === undefined;
    return isFirst ? decideOnce(request, decideInTime) : decideInTime();
  }

  /** The decision as it may be cached here: its code signed, or without one. */
  async function toCacheable(
    decision: FacetDecision,
    { url, overrides }: { readonly url: URL; readonly overrides: DecideOverrides | undefined },
  ): Promise<FacetDecision> {
    const { cache, page } = decision;
    if (cache === undefined) return decision;
    const isOwn = tools.cache === "none" || isPreview(overrides) || hasFormOutcome(url);
    if (isOwn || cache.key === undefined || cache.scope === "private" || page === null) {
      const { key: _, ...rest } = cache;
      return { ...decision, cache: { ...rest, scope: "private", maxAge: 0, swr: 0 } };
    }
    const key = await codes.sign({ page, code: cache.key });
    return { ...decision, cache: { ...cache, key } };
  }

  return async (request, handled = {}): Promise<FacetResult> => {
    const requestHeaders = withoutFacetHeaders(request.headers);
    const url = publicUrl(request, site);
    if (isBypassed(request, url)) {
      return {
        decision: toDefaultDecision(defaults, []),
        requestHeaders,
        responseHeaders: new Headers(),
        pageHeaders: new Headers(),
        setCookies: [],
        scope: "private",
        bypass: true,
      };
    }
    const startedAt = now();
    const decided = await decide(request, url, handled);
    const { setCookies, isKeyed = false } = decided;
    const decision = await toCacheable(decided.decision, { url, overrides: handled.decide });
    const scope = decision.cache?.scope ?? "private";
    const code = decision.cache?.key;
    const facts = { decision, scope, code };
    setCookieHeader(requestHeaders, setCookies);
    setKeyHeaders(requestHeaders, facts);
    return {
      decision,
      requestHeaders,
      responseHeaders: toOuterHeaders(facts, {
        durationMs: now() - startedAt,
        setsCookie: setCookies.length > 0,
        isKeyed,
      }),
      pageHeaders: toPageHeaders(facts),
      setCookies,
      scope,
      ...(code === undefined ? {} : { code }),
    };
  };
}

/** Whether a decision is of a page as somebody else would see it, or at another time. */
function isPreview({ signals, at, explain }: DecideOverrides = {}): boolean {
  return signals !== undefined || at !== undefined || explain === true;
}

/** The inner request has the cookies that the answer sets: what it asks is about the same visitor. */
function setCookieHeader(headers: Headers, setCookies: readonly string[]): void {
  if (setCookies.length === 0) return;
  const cookies = withSetCookies(headers.get("cookie"), setCookies);
  if (cookies === null) headers.delete("cookie");
  else headers.set("cookie", cookies);
}

function decodePage(header: string | null): string | undefined {
  if (header === null) return undefined;
  try {
    return decodeURIComponent(header);
  } catch {
    return undefined;
  }
}

import { ENDPOINT, escapeHtml, guardShared, stateTag, withoutCounting } from "@facet/client";
import type { FacetResult } from "@facet/client";
import { toOther, toOwn, toUnchanged, withOuter } from "./answers.ts";
import { loadRewriter } from "#load-rewriter";
import { sharedLifetimeSeconds } from "./cache/lifetime.ts";
import { platformCache, toCacheKey } from "./cache/page-cache.ts";
import type { PageCache } from "./cache/page-cache.ts";
import { toUtf8 } from "./charset.ts";
import { createOrigin } from "./origin.ts";
import { isPage, toPageHeaders, withSharedHeaders } from "./page.ts";

import { toPageRules } from "./slots/rules.ts";
import type { EdgeHtml, EdgeHtmlContext, EdgeHtmlOptions } from "./types.ts";
import { createWarnings } from "./warnings.ts";

const ORIGIN_TIMEOUT_MS = 30_000;
const SCRIPT = /^[\w.-]+\.js$/;

interface KeepOptions {
  readonly cache: PageCache | undefined;
  readonly key: string;
  readonly seconds: number;
  readonly context: EdgeHtmlContext;
  readonly signal: AbortSignal;
}

/**
 * Makes a proxy that fills the slots of a site which cannot be edited.
 * @throws TypeError where `origin` is no http(s) address.
 */
export function createEdgeHtml(options: EdgeHtmlOptions): EdgeHtml {
  const { facet, bind = {}, script, unmarkedSeconds } = options;
  const origin = createOrigin({
    base: parseOrigin(options.origin),
    fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    timeoutMs: options.originTimeoutMs ?? ORIGIN_TIMEOUT_MS,
  });
  const warnOnce = createWarnings(options.log);
  const tail =
    script === undefined ? "" : `<script type="module" src="${escapeHtml(script)}"></script>`;

  async function answerPage(request: Request, result: FacetResult, context: EdgeHtmlContext) {
    const url = new URL(request.url);
    const isShared = isForMany(request, result);
    const isKept = isShared && request.method === "GET";
    const cache = isKept ? (options.cache ?? platformCache()) : undefined;
    const key = toCacheKey(url, result.code ?? "");
    const kept = await findKept(cache, key);
    if (kept !== undefined) return withOuter(kept, result);

    const page = await origin.ask(request, {
      // A page for everybody is made without what only this visit was counted by.
      url: cache === undefined ? url : withoutCounting(url),
      headers: result.requestHeaders,
      address: context.address,
      as: "page",
    });
    if (!isPage(page)) return toOther(page, result);
    if (isUndecided(result.decision)) return toUnchanged(page, result);
    const filled = await fillPage(page, result, url.href);
    const seconds = sharedLifetimeSeconds(page.headers) ?? unmarkedSeconds;
    if (seconds === 0 || !isShared) return toOwn(filled, result);
    if (seconds === undefined) return withOuter(filled, result);
    return toShared(filled, result, {
      cache,
      key,
      seconds,
      context,
      signal: request.signal,
    });
  }

  async function findKept(cache: PageCache | undefined, key: string) {
    try {
      return await cache?.match(key);
    } catch (error) {
      warnOnce(`the page cache does not answer: ${String(error)}`);
      return undefined;
    }
  }

  async function fillPage(page: Response, result: FacetResult, url: string): Promise<Response> {
    const headers = toPageHeaders(page.headers);
    const body = page.body === null ? undefined : toUtf8(page.body, headers);
    if (body === undefined) return new Response(page.body, { headers });
    const rewrite = await loadRewriter();
    const rewritten = rewrite(body, {
      rules: toPageRules(result.decision, {
        bind,
        base: url,
        refuse: (slot, why) => warnOnce(`slot "${slot}" ${why}`),
      }),
      atEnd: () => stateTag(result.decision) + tail,
      onBadSelector: (selector) =>
        warnOnce(
          `"${selector}" cannot be matched while a page streams; use tags, #ids, .classes, [attributes], "a b" and "a > b"`,
        ),
    });
    return new Response(rewritten, { headers });
  }

  function toShared(filled: Response, result: FacetResult, kept: KeepOptions): Response {
    const headers = withSharedHeaders(filled.headers, result.pageHeaders);
    const page = guardShared(result, new Response(filled.body, { headers }));
    const maxAge = Math.min(kept.seconds, result.decision.cache?.maxAge ?? 0);
    if (kept.cache === undefined || maxAge <= 0) return withOuter(page, result);
    const copy = new Response(page.clone().body, { headers });
    copy.headers.set("cache-control", `public, max-age=${maxAge}`);
    const { signal } = kept;
    const keeping = kept.cache.put(kept.key, copy).catch((error: unknown) => {
      // A visitor who leaves takes the page along; that is no fault of the cache.
      if (!signal.aborted) warnOnce(`the page cache does not keep a page: ${String(error)}`);
    });
    kept.context.waitUntil?.(keeping);
    return withOuter(page, result);
  }

  return {
    async fetch(request, context = {}) {
      const { address } = context;
      const asked = address === undefined ? {} : { address };
      const url = new URL(request.url);
      if (url.pathname.startsWith(`${ENDPOINT}/`)) {
        const file = url.pathname.slice(ENDPOINT.length + 1);
        const found = SCRIPT.test(file) ? await options.scripts?.(file) : undefined;
        return found ?? facet.handleEvents(request, asked);
      }
      const result = await facet.handle(request, asked);
      if (!result.bypass) return answerPage(request, result, context);
      return origin.ask(request, { url, headers: result.requestHeaders, address, as: "asset" });
    },
  };
}

/** Whether everybody of the same code gets the same answer, as far as the request tells. */
function isForMany({ method, headers }: Request, result: FacetResult): boolean {
  const isPlain = (method === "GET" || method === "HEAD") && !headers.has("authorization");
  return isPlain && result.code !== undefined && result.scope !== "private";
}

/** Whether nobody decided anything: the service is away and the site has no defaults. */
function isUndecided({ decisionId, slots }: FacetResult["decision"]): boolean {
  return decisionId === "" && Object.keys(slots).length === 0;
}

function parseOrigin(origin: string): URL {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new TypeError(
    `createEdgeHtml: "origin" is "${origin}"; expected an address such as https://project12345.tilda.ws`,
  );
}

import { ENDPOINT } from "../facts.ts";
import type { Handle } from "../handle.ts";
import { KEY_HEADER, PAGE_HEADER, PRIVATE_KEY } from "../headers.ts";
import type { FacetResult } from "../types.ts";
import { headersAnswer, problemAnswer } from "./answer.ts";
import { toForwardedView } from "./forwarded-view.ts";

/** Answers a reverse proxy or CDN that asks, before its cache, whose page a request is. */
export type AnswerGate = (request: Request, address: string | undefined) => Promise<Response>;

/**
 * Makes what answers `GET …/gate`: 204 with `Facet-Key`, `Facet-Page`, `Facet-Scope` and the
 * `Set-Cookie`s that go with the page. What is asked about comes in `X-Original-URL` and
 * `X-Original-Method`, or in `X-Forwarded-Proto`, `-Host`, `-Uri` and `-Method`.
 *
 * A shared page is counted here, because its origin renders a signed code without deciding. A private
 * one is decided and counted by its origin.
 */
export function createGateAnswer(options: {
  /** Absent: codes are not signed, so that an origin would decide again whatever a gate said. */
  readonly handle: Handle | undefined;
  /** Time for the whole answer. */
  readonly timeoutMs: number;
  readonly site: URL | undefined;
}): AnswerGate {
  const { handle, timeoutMs, site } = options;
  if (handle === undefined) return async () => noSecret();

  /** The page as it may be shared; undefined: its origin has to decide. */
  async function decideShared(
    view: Request,
    address: string | undefined,
  ): Promise<FacetResult | undefined> {
    if (view.method !== "GET" && view.method !== "HEAD") return undefined;
    const startedAt = performance.now();
    const known = address === undefined ? {} : { address };
    // Asked twice, since only the answer says whose page it is: what is private must not be counted
    // here and by its origin, and what is shared gets its visitor, and their arm, by being counted.
    const first = await handle?.(view, { ...known, decide: { peek: true } });
    const budgetMs = timeoutMs - Math.ceil(performance.now() - startedAt);
    if (first === undefined || first.scope === "private" || budgetMs < 1) return undefined;
    const counted = await handle?.(view, { ...known, budgetMs });
    return counted?.scope === "private" ? undefined : counted;
  }

  return async (request, address) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      const refusal = problemAnswer(405, "Method not allowed", {
        detail: "Use GET; the page's own method goes into X-Original-Method.",
      });
      refusal.headers.set("allow", "GET, HEAD");
      return refusal;
    }
    const view = toForwardedView(request, site);
    if (view === undefined) return noPage(request);
    const result = await decideShared(view, address);
    const { code, scope, decision, setCookies = [] } = result ?? {};
    // What withdraws a consent deletes several cookies, and nginx hands on one: the origin does it.
    if (scope === undefined || code === undefined || !decision?.page || setCookies.length > 1) {
      return headersAnswer({ [KEY_HEADER]: PRIVATE_KEY, "facet-scope": "private" }, []);
    }
    return headersAnswer(
      {
        [KEY_HEADER]: code,
        [PAGE_HEADER]: encodeURIComponent(decision.page),
        "facet-scope": scope,
      },
      setCookies,
    );
  };
}

function noSecret(): Response {
  return problemAnswer(404, "No gate", {
    detail: `${ENDPOINT}/gate answers only where codes are signed: set codeSecret (FACET_CODE_SECRET), the same as the service's.`,
  });
}

function noPage({ headers }: Request): Response {
  // The headers that name the page are such that a browser sends them to another site with its leave
  // only, which is never given: so no page elsewhere can have a view counted.
  if (headers.get("sec-fetch-site") === "cross-site") return problemAnswer(403, "Foreign origin");
  return problemAnswer(400, "No page", {
    detail:
      "Expected the page's address in X-Original-URL, or in X-Forwarded-Proto, X-Forwarded-Host and X-Forwarded-Uri: the proxy sets them.",
  });
}

import { decideRequestSchema, decisionSchema } from "@facet/protocol";
import { type DecideCall, isPrefetch, type OwnHeaders } from "../decisions/call.ts";
import type { Decider } from "../decisions/decider.ts";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import type { CallerFacts } from "../http/caller.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import { parseQuery, QUERY_PARAMETERS } from "../http/query.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** What the decide routes need. */
export interface DecideRoutesOptions {
  readonly decider: Decider;
  readonly caller: CallerFacts;
  readonly readBody: ReadBody;
}

const EXAMPLE = {
  url: "https://okna.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=купить+пластиковые+окна+недорого",
  referrer: "https://yandex.ru/",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
};

const ANSWERS = {
  200: {
    description: "The decision. A well-formed request always gets one.",
    schema: decisionSchema,
  },
} as const;

/** `POST` and `GET /v1/decide`, `POST /v1/explain`. */
export function createDecideRoutes({ decider, caller, readBody }: DecideRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/v1/decide",
      operation: {
        id: "decide",
        tag: "Decisions",
        summary: "Decide what one page view shows",
        description:
          "The call of a server: what the body leaves out is not known, the caller's own address and user agent are nobody's. The answer's `cookies` are for the site to set. Where a part cannot be had in time the answer comes without it and names it in `degraded`, also in the header `Facet-Degraded`.",
        body: { schema: decideRequestSchema, example: EXAMPLE },
        responses: ANSWERS,
      },
      handler: async (c) => answer(c, decider, { ...(await bodyCall(c, readBody)), ...passive(c) }),
    },
    {
      method: "GET",
      path: "/v1/decide",
      operation: {
        id: "decideFromBrowser",
        tag: "Decisions",
        summary: "Decide, asked by the visitor's browser",
        description:
          "The same with the body's fields as parameters; address, user agent, headers and cookie are those of the call. The visitor's cookie comes as Set-Cookie.",
        parameters: QUERY_PARAMETERS,
        responses: ANSWERS,
      },
      async handler(c) {
        const request = { ...caller(c), ...parseQuery(new URL(c.req.url).searchParams) };
        const call = { request, cookieUrl: c.req.url, own: ownHeaders(c), ...passive(c) };
        return answer(c, decider, call);
      },
    },
    {
      method: "POST",
      path: "/v1/explain",
      operation: {
        id: "explain",
        tag: "Decisions",
        summary: "Say why a page view shows what it shows",
        description:
          "Decide with `explain` and `peek`: every rule with what became of it, every condition with its value, every offer with what holds it back. Nothing is counted or kept.",
        body: { schema: decideRequestSchema, example: EXAMPLE },
        responses: { 200: { description: "The decision and its trace.", schema: decisionSchema } },
      },
      async handler(c) {
        const call = await bodyCall(c, readBody);
        return answer(c, decider, {
          ...call,
          request: { ...call.request, explain: true, peek: true },
        });
      },
    },
  ];
}

async function bodyCall(c: RouteContext, readBody: ReadBody): Promise<DecideCall> {
  const body = parseJson(await readBody(c, MAX_BODY_BYTES));
  const request = parseWith(decideRequestSchema, body);
  return { request, cookieUrl: request.url, own: ownHeaders(c) };
}

function ownHeaders(c: RouteContext): OwnHeaders {
  return { cookie: c.req.header("cookie"), "sec-gpc": c.req.header("sec-gpc") };
}

function passive(c: RouteContext): Pick<DecideCall, "passive"> {
  const nobodyLooks = c.req.method === "HEAD" || isPrefetch((name) => c.req.header(name));
  return nobodyLooks ? { passive: true } : {};
}

async function answer(c: RouteContext, decider: Decider, call: DecideCall): Promise<Response> {
  const startedAt = performance.now();
  const decision = await decider.decide(call);
  c.header("Content-Type", "application/json");
  c.header("Server-Timing", `facet;dur=${(performance.now() - startedAt).toFixed(2)}`);
  if (decision.degraded.length > 0) c.header("Facet-Degraded", decision.degraded.join(", "));
  if (c.req.method !== "POST") {
    for (const cookie of decision.cookies) c.header("Set-Cookie", cookie, { append: true });
  }
  return c.body(JSON.stringify(decision));
}

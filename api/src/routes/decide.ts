import { type DecideRequest, decideRequestSchema, decisionSchema } from "@facet/protocol";
import type { Caller } from "../access/caller.ts";
import { type DecideCall, isPrefetch, type OwnHeaders } from "../decisions/call.ts";
import { toPublicAnswer } from "../decisions/answer.ts";
import type { Decider } from "../decisions/decider.ts";
import { writeAnswer } from "../decisions/write-answer.ts";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import type { CallerFacts } from "../http/caller.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import { parseQuery, QUERY_PARAMETERS } from "../http/query.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** What the decide routes need. */
export interface DecideRoutesOptions {
  readonly decider: Decider;
  readonly caller: CallerFacts;
  readonly readBody: ReadBody;
}

/** What only servers may say: pages are believed neither about their visitor nor about the clock. */
const SECRET_FIELDS = [
  "visitorId",
  "ip",
  "userAgent",
  "headers",
  "state",
  "at",
  "signals",
  "peek",
  "counted",
  "explain",
] as const satisfies readonly (keyof DecideRequest)[];

const EXAMPLE = {
  url: "https://okna.example/okna?utm_source=yandex&utm_medium=cpc&utm_term=купить+пластиковые+окна+недорого",
  referrer: "https://yandex.ru/",
  userAgent: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36",
};

const ANSWERS = {
  200: {
    description:
      "The decision. A well-formed request always gets one. With a publishable key `visitor` is `{ returning }` alone, and the cookie comes as Set-Cookie instead of `cookies`.",
    schema: decisionSchema,
  },
} as const;

/** `POST` and `GET /v1/decide`, `POST /v1/explain`. */
export function createDecideRoutes(options: DecideRoutesOptions): Route[] {
  const { decider, caller: callerFacts, readBody } = options;
  return [
    {
      method: "POST",
      path: "/v1/decide",
      operation: {
        id: "decide",
        tag: "Decisions",
        summary: "Decide what one page view shows",
        description:
          "With a secret key the call of a server: what the body leaves out is not known, the caller's own address and user agent are nobody's. The answer's `cookies` are for the site to set. With a publishable key the call of the visitor's browser: address, user agent, headers and cookie are its own. Where a part cannot be had in time the answer comes without it and names it in `degraded`, also in the header `Facet-Degraded`.",
        body: { schema: decideRequestSchema, example: EXAMPLE },
        responses: ANSWERS,
      },
      access: "publishable",
      async handler(c, caller) {
        const body = await readRequest(c, readBody);
        const isPage = caller.rights === "publishable";
        if (isPage) refuseSecretFields(body, (field) => `$.${field}`);
        const request = isPage ? { ...callerFacts(c), ...body } : body;
        const cookieUrl = isPage ? c.req.url : body.url;
        const call = { request, cookieUrl, own: ownHeaders(c), ...passive(c) };
        return answer(c, call, { decider, caller, isPage });
      },
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
      access: "publishable",
      async handler(c, caller) {
        const query = parseQuery(new URL(c.req.url).searchParams);
        if (caller.rights === "publishable") refuseSecretFields(query, (field) => `?${field}`);
        // A playground has no keys to tell a page from a server by.
        const isPage = caller.rights === "publishable" || caller.keyId === undefined;
        const request = isPage ? { ...callerFacts(c), ...query } : query;
        const cookieUrl = isPage ? c.req.url : query.url;
        const call = { request, cookieUrl, own: ownHeaders(c), ...passive(c) };
        return answer(c, call, { decider, caller, isPage });
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
      access: "secret",
      async handler(c, caller) {
        const body = await readRequest(c, readBody);
        const request = { ...body, explain: true, peek: true };
        const call = { request, cookieUrl: body.url, own: ownHeaders(c) };
        return answer(c, call, { decider, caller, isPage: false });
      },
    },
  ];
}

async function readRequest(c: RouteContext, readBody: ReadBody): Promise<DecideRequest> {
  return parseWith(decideRequestSchema, parseJson(await readBody(c, MAX_BODY_BYTES)));
}

function refuseSecretFields(
  request: DecideRequest,
  toPath: (field: keyof DecideRequest) => string,
): void {
  const errors = SECRET_FIELDS.filter((field) => request[field] !== undefined).map((field) => ({
    path: toPath(field),
    message:
      "takes a secret key: leave it out, or call from a server with a key that begins with sk_",
  }));
  const [first] = errors;
  if (first === undefined) return;
  throw new ApiProblem({ code: "no-right", detail: `${first.path} ${first.message}.`, errors });
}

function ownHeaders(c: RouteContext): OwnHeaders {
  return { cookie: c.req.header("cookie"), "sec-gpc": c.req.header("sec-gpc") };
}

function passive(c: RouteContext): Pick<DecideCall, "passive"> {
  const header = (name: string): string | undefined => c.req.header(name);
  // A link on another site that somebody follows is no page's call, and brings their cookie along.
  const isFollowed =
    header("sec-fetch-site") === "cross-site" && header("sec-fetch-mode") === "navigate";
  return c.req.method === "HEAD" || isFollowed || isPrefetch(header) ? { passive: true } : {};
}

async function answer(
  c: RouteContext,
  call: DecideCall,
  {
    decider,
    caller: { site, rights },
    isPage,
  }: { readonly decider: Decider; readonly caller: Caller; readonly isPage: boolean },
): Promise<Response> {
  const startedAt = performance.now();
  const decision = await decider.decide(call, site);
  c.header("Content-Type", "application/json");
  c.header("Server-Timing", `facet;dur=${(performance.now() - startedAt).toFixed(2)}`);
  if (decision.degraded.length > 0) c.header("Facet-Degraded", decision.degraded.join(", "));
  if (decision.cache !== undefined) c.header("Facet-Scope", decision.cache.scope);
  if (decision.cache?.key !== undefined) c.header("Facet-Key", decision.cache.key);
  if (isPage) {
    for (const cookie of decision.cookies) c.header("Set-Cookie", cookie, { append: true });
  }
  return c.body(writeAnswer(rights === "secret" ? decision : toPublicAnswer(decision)));
}

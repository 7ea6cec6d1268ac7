import type { Handler } from "hono";
import { ApiProblem } from "../http/problem.ts";
import type { Env, KeyedRoute, Operation, Route, RouteContext } from "../http/route.ts";
import type { Access } from "./access.ts";
import type { Pool } from "./limits.ts";
import { KEY_PARAMETER } from "./presented-key.ts";

const POOLS: Readonly<Partial<Record<Operation["tag"], Pool>>> = {
  Decisions: "decisions",
  Events: "events",
};

/** Types that a page of anywhere can post without asking first (WHATWG Fetch, "CORS-safelisted"). */
const SIMPLE_TYPE =
  /^\s*(?:text\/plain|application\/x-www-form-urlencoded|multipart\/form-data)\b/iu;

/** Wraps handlers so that a keyed route's runs for whom it is meant for, and is told who calls. */
export function createEntrance(access: Access): (route: Route) => Handler<Env> {
  return (route) => {
    if (!isKeyed(route)) return (c) => route.handler(c);
    const demand = demandOf(route);
    return async function enter(c) {
      const caller = await access.authenticate(c, demand);
      if (c.req.method === "POST") checkType(c, access);
      return route.handler(c, caller);
    };
  };
}

function isKeyed(route: Route): route is KeyedRoute {
  return route.access === "publishable" || route.access === "secret";
}

/** What a route demands by its place in the table. */
function demandOf({ access, operation }: KeyedRoute) {
  const { tag, parameters = [] } = operation;
  return {
    needs: access,
    pool: POOLS[tag] ?? "other",
    keyInQuery: parameters.some(
      ({ name, in: place }) => place === "query" && name === KEY_PARAMETER,
    ),
  };
}

/**
 * Refuses bodies that a page can send without a preflight. Tools on this machine may: they send no
 * type, or a form's, with any body.
 */
function checkType(c: RouteContext, access: Access): void {
  const type = c.req.header("content-type");
  const isFromPage =
    c.req.header("origin") !== undefined || c.req.header("sec-fetch-site") !== undefined;
  const isSimple = type === undefined ? isFromPage : SIMPLE_TYPE.test(type);
  if (!isSimple || (access.isPlayground() && !isFromPage)) return;
  throw new ApiProblem({
    code: "unsupported-media-type",
    detail: `The body came as ${type?.slice(0, 100) ?? "no type"}. Send it with Content-Type: application/json.`,
    headers: { Accept: "application/json" },
  });
}

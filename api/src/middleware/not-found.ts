import type { NotFoundHandler } from "hono";
import { unknownName } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Env, Route } from "../http/route.ts";

/**
 * Tells a wrong address (404, with the nearest one) from a wrong method (405, with those it has).
 * OPTIONS is answered.
 */
export function createNotFound(routes: readonly Route[]): NotFoundHandler<Env> {
  const methods = new Map<string, Set<string>>();
  for (const { method, path } of routes) {
    const known = methods.get(path) ?? new Set(["OPTIONS"]);
    methods.set(path, known.add(method));
    if (method === "GET") known.add("HEAD");
  }
  const patterns = [...methods].map(([path, allowed]) => ({
    pattern: new RegExp(`^${path.replaceAll(/\{\w+\}/gu, "[^/]+").replaceAll(".", "\\.")}$`, "u"),
    allow: [...allowed].toSorted().join(", "),
  }));

  return function answerUnknown(c) {
    const { method, path } = c.req;
    const known = patterns.find(({ pattern }) => pattern.test(path));
    if (known === undefined) {
      throw new ApiProblem({
        code: "not-found",
        detail: unknownName("address", path, methods.keys()),
      });
    }
    if (method === "OPTIONS") return c.body(null, 204, { Allow: known.allow });
    throw new ApiProblem({
      code: "method-not-allowed",
      detail: `${path} takes ${known.allow}, not ${method}.`,
      headers: { Allow: known.allow },
    });
  };
}

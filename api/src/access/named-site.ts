import { suggest } from "@facet/context";
import { ApiProblem } from "../http/problem.ts";
import type { RouteContext } from "../http/route.ts";
import type { Site, Sites } from "../rulesets/sites.ts";

/** Header by which a caller without a key says which of several sites is meant. */
export const SITE_HEADER = "Facet-Site";
/** The same as a query parameter, where no header can be set. */
export const SITE_PARAMETER = "site";

/** Id of the site that a call names. */
export function namedSite(c: RouteContext): string | undefined {
  return c.req.header(SITE_HEADER) || c.req.query(SITE_PARAMETER) || undefined;
}

/**
 * The site that a call without a key is about: the one that it names, else the only one.
 *
 * @throws ApiProblem `which-site` with all of them.
 */
export function chooseSite(c: RouteContext, sites: Sites): Site {
  const named = namedSite(c);
  const listed = sites.list();
  const [first, ...others] = listed;
  const found = named === undefined && others.length === 0 ? first : sites.find(named ?? "");
  if (found !== undefined) return found;
  const ids = listed.map(({ id }) => id);
  const guess = named === undefined ? undefined : suggest(named, ids);
  const problem =
    named === undefined
      ? "This server has several sites"
      : `There is no site "${named.slice(0, 80)}"${guess === undefined ? "" : `; ${guess}`}`;
  throw new ApiProblem({
    code: "which-site",
    detail: `${problem}. Name one in the header ${SITE_HEADER} or as ?${SITE_PARAMETER}=: ${ids.join(", ")}.`,
  });
}

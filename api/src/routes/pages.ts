import type { Ruleset } from "@facet/engine";
import { describePage, fromCode, type PageCodes } from "@facet/engine/codes";
import {
  type PageCodesResponse,
  pageCodesSchema,
  type PageInputsResponse,
  pageInputsSchema,
  renderedPageSchema,
} from "@facet/protocol";
import type { CodeSigner } from "@facet/protocol/code";
import * as z from "zod";
import { KEY_PARAMETER } from "../access/presented-key.ts";
import { SITE_PARAMETER } from "../access/named-site.ts";
import { parseWith, toQueryPath, unknownName } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Parameter, Route, RouteContext } from "../http/route.ts";
import type { RulesetSource } from "../rulesets/source.ts";
import { toNoVarySearch } from "./no-vary-search.ts";

/** What the page routes need. */
export interface PageRoutesOptions {
  readonly codes: Pick<PageCodes, "top">;
  readonly signer: CodeSigner;
}

const MAX_TOP = 1_000;
const DEFAULT_TOP = 20;

const PAGE: Parameter = {
  name: "page",
  in: "path",
  required: true,
  description: "Page id.",
  schema: z.string(),
};
const CODE: Parameter = {
  name: "code",
  in: "path",
  required: true,
  description: "Variation code, as a decision's `cache.key`.",
  schema: z.string(),
};
const topSchema = z.coerce.number().int().min(1).max(MAX_TOP).optional();
const codesCallSchema = z.strictObject({ top: topSchema, [SITE_PARAMETER]: z.string().optional() });

/** `GET /v1/pages/{page}/codes`, `GET /v1/pages/{page}/inputs`, `GET /v1/render/{page}/{code}`. */
export function createPageRoutes({ codes, signer }: PageRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/pages/{page}/codes",
      access: "secret",
      operation: {
        id: "pageCodes",
        tag: "Pages",
        summary: "See which variation codes a page gives",
        description:
          "Of the rules in service, the commonest first: what is worth making ahead. Counted in the process since it began.",
        parameters: [
          PAGE,
          {
            name: "top",
            in: "query",
            description: `How many. Default ${DEFAULT_TOP}, at most ${MAX_TOP}.`,
            schema: topSchema,
          },
        ],
        responses: {
          200: { description: "The codes.", schema: pageCodesSchema },
          404: { description: "There is no such page." },
        },
      },
      async handler(c, { site }) {
        const { top = DEFAULT_TOP } = parseWith(codesCallSchema, c.req.query(), toQueryPath);
        const page = c.req.param("page") ?? "";
        const { revision } = inputsOf(served(site.rulesets), page);
        const found = codes.top({ site: site.id, page }, { revision, limit: top });
        const signed = found.map(async ({ code, count }) => {
          return { code: await signer.sign(page, code), count };
        });
        return c.json<PageCodesResponse>({ page, revision, codes: await Promise.all(signed) });
      },
    },
    {
      method: "GET",
      path: "/v1/pages/{page}/inputs",
      access: "secret",
      operation: {
        id: "pageInputs",
        tag: "Pages",
        summary: "See what decides a page",
        description:
          "From its rules alone: the signals they read, how many outcomes each slot has, and the `No-Vary-Search` header by which caches may take URLs for one that differ in nothing the rules read.",
        parameters: [PAGE],
        responses: {
          200: { description: "What decides it.", schema: pageInputsSchema },
          404: { description: "There is no such page." },
        },
      },
      handler(c, { site }) {
        const page = c.req.param("page") ?? "";
        const inputs = inputsOf(served(site.rulesets), page);
        return c.json<PageInputsResponse>({
          page,
          ...inputs,
          signals: [...inputs.signals],
          outcomes: { ...inputs.outcomes },
          noVarySearch: toNoVarySearch(inputs.signals),
        });
      },
    },
    {
      method: "GET",
      path: "/v1/render/{page}/{code}",
      access: "publishable",
      operation: {
        id: "render",
        tag: "Pages",
        summary: "See what a variation code stands for",
        description:
          "The slots of every decision that has this code, needing no visitor. It never changes, so it may be kept for ever. Codes of the three latest rule sets are known; where the service has `FACET_CODE_SECRET`, only as it signed them.",
        parameters: [
          PAGE,
          CODE,
          {
            name: KEY_PARAMETER,
            in: "query",
            description: "The site's publishable key, where no header can be set.",
            schema: z.string().optional(),
          },
        ],
        responses: {
          200: { description: "The slots.", schema: renderedPageSchema },
          404: { description: "No rule set that is known gives this code for the page." },
        },
      },
      handler: (c, { site }) => render(c, site.rulesets, signer),
    },
  ];
}

async function render(
  c: RouteContext,
  rulesets: RulesetSource,
  signer: CodeSigner,
): Promise<Response> {
  served(rulesets);
  const page = c.req.param("page") ?? "";
  const code = c.req.param("code") ?? "";
  const genuine = await signer.verify(page, code);
  for (const ruleset of genuine === undefined ? [] : rulesets.recent()) {
    const slots = genuine && fromCode(ruleset, { page, code: genuine });
    if (slots === undefined) continue;
    c.header("Cache-Control", "public, max-age=31536000, immutable");
    c.header("Content-Type", "application/json");
    return c.body(JSON.stringify({ page, code, slots }));
  }
  throw new ApiProblem({
    code: "not-found",
    detail:
      "No rule set that is known gives this code for the page, or it lacks the signature that decisions give it; decide again, or show the defaults and keep nothing.",
  });
}

function served(rulesets: RulesetSource): Ruleset {
  const ruleset = rulesets.current();
  if (ruleset !== undefined) return ruleset;
  throw new ApiProblem({
    code: "unavailable",
    detail: "No rules are served yet; /readyz says why.",
    headers: { "Retry-After": "1" },
  });
}

function inputsOf(ruleset: Ruleset, page: string): NonNullable<ReturnType<typeof describePage>> {
  const inputs = describePage(ruleset, page);
  if (inputs !== undefined) return inputs;
  const known = ruleset.artifact.pages.map(({ id }) => id);
  throw new ApiProblem({ code: "not-found", detail: unknownName("page", page, known) });
}

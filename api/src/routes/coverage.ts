import { coverageRequestSchema, coverageResponseSchema } from "@facet/protocol";
import { MAX_BODY_BYTES, type ReadBytes, toText } from "../http/body.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";
import type { Coverage, SearchTerm } from "../ports.ts";

/** What the coverage route needs. */
export interface CoverageRoutesOptions {
  readonly coverage: Coverage;
  readonly readBytes: ReadBytes;
}

const EXAMPLE = {
  terms: [
    { term: "купить пластиковые окна недорого", clicks: 120, cost: 5_400 },
    { term: "москитная сетка на окно", clicks: 14, cost: 380.5 },
  ],
};
const CSV_EXAMPLE =
  "Поисковый запрос;Клики;Расход\nкупить пластиковые окна недорого;120;5 400,00\n";
const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\b/iu;

/** `POST /v1/coverage`. */
export function createCoverageRoutes(options: CoverageRoutesOptions): Route[] {
  const { coverage, readBytes } = options;
  return [
    {
      method: "POST",
      path: "/v1/coverage",
      operation: {
        id: "coverage",
        tag: "Reports",
        summary: "See how the keyword lists cover what people typed",
        description:
          "Takes search terms with clicks and cost: as JSON, or as `text/csv` a search-terms report just as Google Ads, Yandex Direct or Microsoft export it. Each term is matched as a visitor's would be. Tells by clicks and cost what is covered, what a minus phrase blocks, what two groups claim, which texts grow too long, and which uncovered terms cost most. At most 256 KB; `facet coverage` takes reports of any size.",
        body: { schema: coverageRequestSchema, example: EXAMPLE, csv: CSV_EXAMPLE },
        responses: {
          200: { description: "The coverage.", schema: coverageResponseSchema },
          503: { description: "No rules are served yet." },
        },
      },
      access: "secret",
      async handler(c, { site }) {
        const terms = await readTerms(c, readBytes);
        const ruleset = site.rulesets.current();
        if (ruleset === undefined) {
          throw new ApiProblem({
            code: "unavailable",
            detail: "No rules are loaded yet; GET /v1/rules says why.",
            headers: { "Retry-After": "1" },
          });
        }
        const outcome = await coverage(ruleset, terms);
        if ("report" in outcome) return c.json(outcome.report);
        throw new ApiProblem({ code: "invalid-table", detail: sentence(outcome.unreadable) });
      },
    },
  ];
}

async function readTerms(
  c: RouteContext,
  readBytes: ReadBytes,
): Promise<readonly SearchTerm[] | Uint8Array> {
  const bytes = await readBytes(c, MAX_BODY_BYTES);
  if (!JSON_TYPE.test(c.req.header("content-type") ?? "application/json")) return bytes;
  const body = parseJson(toText(bytes));
  const { terms } = parseWith(coverageRequestSchema, body);
  return terms.map(({ term, clicks = 0, cost = 0 }) => ({ term, clicks, cost }));
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`;
}

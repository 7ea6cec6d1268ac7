import {
  ofrepBulkSchema,
  type OfrepFailure,
  ofrepFailureSchema,
  ofrepFlagSchema,
  ofrepRequestSchema,
} from "@facet/protocol";
import * as z from "zod";
import type { Caller } from "../access/caller.ts";
import type { Decider } from "../decisions/decider.ts";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import type { CallerFacts } from "../http/caller.ts";
import { entityTag, isKnownTo } from "../http/entity-tag.ts";
import { parseJson } from "../http/json.ts";
import { parseWith, unknownName } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";
import { toDecideRequest } from "../ofrep/context.ts";
import { evaluateFlag, evaluateFlags, type Evaluation } from "../ofrep/evaluate.ts";
import { catalogueOf } from "../rulesets/catalogue.ts";
import type { Site } from "../rulesets/sites.ts";

/** What the OpenFeature routes need. */
export interface OfrepRoutesOptions {
  readonly decider: Decider;
  readonly caller: CallerFacts;
  readonly readBody: ReadBody;
}

const EXAMPLE = {
  context: {
    targetingKey: "anna",
    url: "https://okna.example/okna?utm_source=yandex&utm_term=окна+для+дачи",
  },
};

const REFUSALS = {
  400: { description: "The context is not understood.", schema: ofrepFailureSchema },
};

const IF_NONE_MATCH = {
  name: "If-None-Match",
  in: "header",
  description: "The `ETag` of the answer that the caller has.",
  schema: z.string(),
} as const;

/** `POST /ofrep/v1/evaluate/flags`, `POST /ofrep/v1/evaluate/flags/{flag}`. */
export function createOfrepRoutes(options: OfrepRoutesOptions): Route[] {
  return [
    {
      method: "POST",
      path: "/ofrep/v1/evaluate/flags",
      access: "publishable",
      operation: {
        id: "evaluateFlags",
        tag: "OpenFeature",
        summary: "Evaluate all flags",
        description:
          "Every slot is a flag whose value is its content, every offer a boolean one. Without `url` or `page` in the context each is that of the first page that has it. Nothing is counted. Answers 304 to `If-None-Match` while nothing has changed.",
        parameters: [IF_NONE_MATCH],
        body: { schema: ofrepRequestSchema, example: EXAMPLE },
        responses: {
          200: { description: "The flags.", schema: ofrepBulkSchema },
          304: { description: "The flags that the caller has." },
          ...REFUSALS,
        },
      },
      handler: (c, caller) =>
        refusing(c, undefined, async () => {
          const flags = await evaluateFlags(await read(c, caller, options));
          const body = JSON.stringify({ flags });
          const tag = await entityTag(body);
          c.header("ETag", tag);
          if (isKnownTo(c, tag)) return c.body(null, 304);
          c.header("Content-Type", "application/json");
          return c.body(body);
        }),
    },
    {
      method: "POST",
      path: "/ofrep/v1/evaluate/flags/{flag}",
      access: "publishable",
      operation: {
        id: "evaluateFlag",
        tag: "OpenFeature",
        summary: "Evaluate one flag",
        description: "A slot or an offer by its id, as in the evaluation of all.",
        parameters: [
          {
            name: "flag",
            in: "path",
            required: true,
            description: "Slot id, or offer id.",
            schema: z.string(),
          },
        ],
        body: { schema: ofrepRequestSchema, example: EXAMPLE },
        responses: {
          200: { description: "The flag.", schema: ofrepFlagSchema },
          ...REFUSALS,
          404: { description: "Nothing has this id.", schema: ofrepFailureSchema },
        },
      },
      handler(c, caller) {
        const key = c.req.param("flag") ?? "";
        return refusing(c, key, async () => {
          const flag = await evaluateFlag(key, await read(c, caller, options));
          if (flag) return c.json(flag);
          const errorDetails = unknownFlag(key, caller.site);
          return c.json<OfrepFailure>({ key, errorCode: "FLAG_NOT_FOUND", errorDetails }, 404);
        });
      },
    },
  ];
}

async function read(
  c: RouteContext,
  { site, rights }: Caller,
  { decider, caller, readBody }: OfrepRoutesOptions,
): Promise<Evaluation> {
  const { context = {} } = parseWith(
    ofrepRequestSchema,
    parseJson(await readBody(c, MAX_BODY_BYTES)),
  );
  const asked = toDecideRequest(context, rights);
  const isPage = rights === "publishable";
  const own = isPage ? { cookie: c.req.header("cookie"), "sec-gpc": c.req.header("sec-gpc") } : {};
  return {
    site,
    request: isPage ? { ...caller(c), ...asked } : asked,
    decide: (request) => decider.decide({ request, own, passive: true }, site),
  };
}

/** Says in the protocol's own form what the caller can mend. */
async function refusing(
  c: RouteContext,
  key: string | undefined,
  answer: () => Promise<Response>,
): Promise<Response> {
  try {
    return await answer();
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 400) throw error;
    return c.json<OfrepFailure>(
      {
        ...(key === undefined ? {} : { key }),
        errorCode: error.code === "invalid-json" ? "PARSE_ERROR" : "INVALID_CONTEXT",
        errorDetails: error.message,
      },
      400,
    );
  }
}

function unknownFlag(key: string, { rulesets }: Site): string {
  const ruleset = rulesets.current();
  if (!ruleset) return "No rules are served yet; /readyz says why.";
  const { slots, offers } = catalogueOf(ruleset);
  return unknownName("slot or offer", key, [...slots.keys(), ...offers.keys()]);
}

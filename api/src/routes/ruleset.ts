import type { KeywordBuffers, Ruleset } from "@facet/engine";
import * as z from "zod";
import { isKnownTo } from "../http/entity-tag.ts";
import { parseWith, toQueryPath } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Parameter, Route, RouteContext } from "../http/route.ts";
import type { RulesetSource } from "../rulesets/source.ts";

const BINARY = "application/octet-stream";
const revisionSchema = z.string().regex(/^r_[0-9a-f]{12}$/u);
const querySchema = z.strictObject({
  revision: revisionSchema.optional(),
  site: z.string().optional(),
});

const REVISION: Parameter = {
  name: "revision",
  in: "query",
  description:
    "The revision that is wanted, as the compiled rule set says. Then the answer may be kept for ever; where another revision is in service by now it is 404, and all of it has to be fetched again.",
  schema: revisionSchema,
};

/** `GET /v1/ruleset`, and the buffers beside it: `/v1/ruleset/keywords`, `/v1/ruleset/texts`. */
export function createRulesetRoutes(): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/ruleset",
      operation: {
        id: "ruleset",
        tag: "Rules",
        summary: "Fetch the compiled rule set",
        description:
          "For deciding where the site runs, with `@facet/engine`. The phrases of keyword lists are in two buffers of their own, whose lengths and checksums it names under `keywords`. Answers 304 to `If-None-Match` while the same revision is in service.",
        parameters: [REVISION],
        responses: {
          200: { description: "The rule set in service.", contentType: "application/json" },
          304: { description: "It is the one that the caller has." },
          404: { description: "That revision is not in service." },
        },
      },
      access: "secret",
      handler(c, { site }) {
        const { artifact } = wantedRuleset(c, site.rulesets);
        return unlessKnown(c, artifact.revision) ?? c.json(artifact);
      },
    },
    bufferRoute("index", {
      path: "/v1/ruleset/keywords",
      id: "rulesetKeywords",
      summary: "Fetch the phrases of the compiled rule set",
      description:
        "What matching needs, as one buffer for `loadKeywords`: views are made of it, nothing is parsed.",
    }),
    bufferRoute("texts", {
      path: "/v1/ruleset/texts",
      id: "rulesetTexts",
      summary: "Fetch the texts of phrases",
      description:
        "Phrases and minus phrases as written, as one buffer. Matching does without: they are for people, and for inserting the phrase.",
    }),
  ];
}

interface BufferRoute {
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly description: string;
}

function bufferRoute(name: keyof KeywordBuffers, about: BufferRoute): Route {
  const { path, ...operation } = about;
  return {
    method: "GET",
    path,
    operation: {
      ...operation,
      tag: "Rules",
      parameters: [REVISION],
      responses: {
        200: { description: "The buffer, little-endian.", contentType: BINARY },
        304: { description: "It is the one that the caller has." },
        404: { description: "The rule set has no phrases, or that revision is not in service." },
      },
    },
    access: "secret",
    handler(c, { site }) {
      const { artifact, buffers } = wantedRuleset(c, site.rulesets);
      const buffer = buffers?.[name];
      if (buffer === undefined) {
        throw new ApiProblem({
          code: "not-found",
          detail: "The rule set in service has no phrases.",
        });
      }
      return (
        unlessKnown(c, artifact.revision) ?? c.body(buffer, { headers: { "Content-Type": BINARY } })
      );
    },
  };
}

/** @throws ApiProblem where nothing is served, or another revision than the one that is wanted. */
function wantedRuleset(c: RouteContext, rulesets: RulesetSource): Ruleset {
  const { revision } = parseWith(querySchema, c.req.query(), toQueryPath);
  const ruleset = rulesets.current();
  if (ruleset === undefined) {
    throw new ApiProblem({
      code: "unavailable",
      detail: "No rules are served yet; /readyz says why.",
      headers: { "Retry-After": "1" },
    });
  }
  const { revision: served } = ruleset.artifact;
  if (revision !== undefined && revision !== served) {
    throw new ApiProblem({
      code: "not-found",
      detail: `The revision in service is ${served}, not ${revision}; fetch /v1/ruleset and what it names again.`,
    });
  }
  c.header("ETag", `"${served}"`);
  c.header(
    "Cache-Control",
    revision === undefined ? "private, no-cache" : "private, max-age=31536000, immutable",
  );
  return ruleset;
}

/** The answer to a caller who has this revision. */
function unlessKnown(c: RouteContext, revision: string): Response | undefined {
  return isKnownTo(c, `"${revision}"`) ? c.body(null, 304) : undefined;
}

import {
  lintRequestSchema,
  type LintResponse,
  lintResponseSchema,
  type RulesResponse,
  rulesResponseSchema,
} from "@facet/protocol";
import type { RulesetArtifact } from "@facet/engine";
import { MAX_BODY_BYTES, type ReadBody } from "../http/body.ts";
import { parseJson } from "../http/json.ts";
import { parseWith } from "../http/parse.ts";
import type { Route } from "../http/route.ts";
import type { Lint } from "../ports.ts";
import type { RulesetProblem, RulesetSource } from "../rulesets/source.ts";
import { createRulesetRoutes } from "./ruleset.ts";

/** What the rules routes need. */
export interface RulesRoutesOptions {
  readonly lint: Lint;
  readonly readBody: ReadBody;
}

/** `GET /v1/rules`, `GET /v1/ruleset` with its buffers, `POST /v1/lint`. */
export function createRulesRoutes({ lint, readBody }: RulesRoutesOptions): Route[] {
  return [
    ...createRulesetRoutes(),
    {
      method: "GET",
      path: "/v1/rules",
      operation: {
        id: "rules",
        tag: "Rules",
        summary: "See which rules are served",
        description:
          "The revision in service, what it holds, and what became of the latest edit: a broken one is held back, with its problems, while the last good rule set stays in service.",
        responses: {
          200: { description: "The rule set in service.", schema: rulesResponseSchema },
        },
      },
      access: "secret",
      handler: (c, { site }) => c.json<RulesResponse>(describe(site.rulesets)),
    },
    {
      method: "POST",
      path: "/v1/lint",
      operation: {
        id: "lint",
        tag: "Rules",
        summary: "Check rule files",
        description:
          "Takes the files of a rules folder and lists every problem with its file, line and column. Nothing is published.",
        body: {
          schema: lintRequestSchema,
          example: { files: { "site.yaml": "version: 1\nsite: shop\nlocale: [en]\n" } },
        },
        responses: { 200: { description: "All problems.", schema: lintResponseSchema } },
      },
      access: "secret",
      async handler(c) {
        const body = parseJson(await readBody(c, MAX_BODY_BYTES));
        const { files } = parseWith(lintRequestSchema, body);
        const problems = await lint(new Map(Object.entries(files)));
        const ok = problems.every((problem) => problem.severity !== "error");
        return c.json<LintResponse>({ ok, problems: problems.map(toWireProblem) });
      },
    },
  ];
}

function describe(rulesets: RulesetSource): RulesResponse {
  const artifact = rulesets.current()?.artifact;
  const { state, at, problems } = rulesets.reload();
  return {
    revision: artifact?.revision ?? null,
    site: artifact?.site.id ?? null,
    loadedAt: toInstant(rulesets.loadedAt()) ?? null,
    counts: artifact === undefined ? {} : countsOf(artifact),
    pages: (artifact?.pages ?? []).map(({ id, paths, slots }) => ({
      id,
      paths: paths.map((path) => `/${path.join("/")}`),
      slots: [...slots],
    })),
    slots: Object.fromEntries(
      Object.entries(artifact?.slots ?? {}).map(([id, { type }]) => [id, { type }]),
    ),
    reload: {
      state,
      ...(at === undefined ? {} : { at: new Date(at).toISOString() }),
      problems: problems.map(toWireProblem),
    },
  };
}

function countsOf(artifact: RulesetArtifact): Record<string, number> {
  const ofKind = (kind: string): number =>
    artifact.rules.filter((rule) => rule.kind === kind).length;
  return {
    pages: artifact.pages.length,
    slots: Object.keys(artifact.slots).length,
    segments: Object.keys(artifact.segments).length,
    rules: ofKind("rule"),
    experiments: ofKind("experiment"),
    offers: artifact.offers.length,
    keywordLists: artifact.keywordLists.length,
    keywords: artifact.keywordLists.reduce((sum, list) => sum + list.phrases, 0),
    points: artifact.scoring.points.length,
    goals: Object.keys(artifact.goals).length,
    events: Object.keys(artifact.events).length,
  };
}

function toInstant(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : new Date(ms).toISOString();
}

function toWireProblem(problem: RulesetProblem): LintResponse["problems"][number] {
  const { file, line, column, severity, code, message, suggestion } = problem;
  return {
    file,
    line,
    column,
    severity,
    code,
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
  };
}

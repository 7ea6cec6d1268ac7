import { decide, type Ruleset, type VisitorDecision } from "@facet/engine";
import { visitorCardSchema } from "@facet/protocol";
import * as z from "zod";
import { ApiProblem } from "../http/problem.ts";
import type { Route } from "../http/route.ts";
import type { RulesetSource } from "../rulesets/source.ts";
import { toVisitorCard } from "../visitors/card.ts";
import { toVisitorSignals } from "../visitors/signals.ts";
import type { VisitorState } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** What the visitor routes need. */
export interface VisitorRoutesOptions {
  readonly rulesets: RulesetSource;
  readonly visitors: Visitors;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

const READ_BUDGET_MS = 1_000;

/** `GET /v1/visitors/{id}`. */
export function createVisitorRoutes({ rulesets, visitors, now }: VisitorRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/visitors/{id}",
      operation: {
        id: "visitor",
        tag: "Visitors",
        summary: "See what is known of a visitor",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "Visitor id.",
            schema: z.string(),
          },
        ],
        responses: {
          200: { description: "The visitor card.", schema: visitorCardSchema },
          404: { description: "Nobody of this name is known." },
        },
      },
      async handler(c) {
        const ruleset = rulesets.current();
        const id = c.req.param("id") ?? "";
        if (ruleset === undefined)
          throw notReady("No rules are loaded yet; GET /v1/rules says why.");
        const state = await read(ruleset, id);
        if (state === undefined) {
          throw new ApiProblem({ code: "not-found", detail: "No visitor of this id is known." });
        }
        return c.json(toVisitorCard(state, judge(state, ruleset, now())));
      },
    },
  ];

  async function read(ruleset: Ruleset, id: string): Promise<VisitorState | undefined> {
    try {
      return await visitors.read({ site: ruleset.artifact.site.id, id }, READ_BUDGET_MS);
    } catch {
      throw notReady("The visitor store does not answer.");
    }
  }
}

/** Score, grade and segments, as a decision would see them now. */
function judge(state: VisitorState, ruleset: Ruleset, now: number): VisitorDecision {
  return decide(ruleset, {
    now,
    page: null,
    slots: [],
    signals: toVisitorSignals(state),
    history: state.history,
  }).visitor;
}

function notReady(detail: string): ApiProblem {
  return new ApiProblem({ code: "unavailable", detail, headers: { "Retry-After": "1" } });
}

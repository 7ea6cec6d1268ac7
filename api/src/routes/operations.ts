import { healthSchema, type Readiness, readinessSchema } from "@facet/protocol";
import { ApiProblem } from "../http/problem.ts";
import type { Route } from "../http/route.ts";
import type { ReloadStatus, RulesetSource } from "../rulesets/source.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** What the operations routes need. */
export interface OperationsRoutesOptions {
  readonly rulesets: RulesetSource;
  readonly visitors: Visitors;
}

/** `GET /healthz`, `GET /readyz`. */
export function createOperationsRoutes({ rulesets, visitors }: OperationsRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/healthz",
      operation: {
        id: "health",
        tag: "Operations",
        summary: "Whether the process is up",
        responses: { 200: { description: "It is.", schema: healthSchema } },
      },
      handler: (c) => c.json({ status: "ok" }),
    },
    {
      method: "GET",
      path: "/readyz",
      operation: {
        id: "readiness",
        tag: "Operations",
        summary: "Whether rules are served and the visitor store answers",
        description:
          "A broken edit that is held back does not make the service unready, but is told here.",
        responses: {
          200: { description: "It can do its whole work.", schema: readinessSchema },
          503: { description: "It answers defaults, or forgets visitors; the detail says why." },
        },
      },
      async handler(c) {
        const reload = rulesets.reload();
        const isUp = await visitors.isUp();
        if (rulesets.current() !== undefined && isUp) {
          const checks = { rules: describeReload(reload), visitors: "ok" };
          return c.json<Readiness>({ status: "ready", checks });
        }
        throw new ApiProblem({
          code: "unavailable",
          detail: [
            ...(rulesets.current() === undefined
              ? [`No rules are served: ${firstOf(reload)}.`]
              : []),
            ...(isUp ? [] : ["The visitor store does not answer."]),
          ].join(" "),
          errors: reload.problems.map(({ file, line, column, message }) => ({
            path: `${file}:${line}:${column}`,
            message,
          })),
          headers: { "Retry-After": "2" },
        });
      },
    },
  ];
}

function describeReload(reload: ReloadStatus): string {
  return reload.state === "held-back" ? `the last edit is held back: ${firstOf(reload)}` : "ok";
}

function firstOf({ state, problems }: ReloadStatus): string {
  const first = problems.find((problem) => problem.severity === "error");
  if (first === undefined) return state === "pending" ? "they are being read" : "they are broken";
  const place = first.file === "" ? "" : `${first.file}:${first.line}:${first.column} `;
  return `${place}${first.message}`;
}

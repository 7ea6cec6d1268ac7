import { healthSchema, type Readiness, readinessSchema } from "@facet/protocol";
import type { Access } from "../access/access.ts";
import { ApiProblem, type RequestMistake } from "../http/problem.ts";
import type { Route } from "../http/route.ts";
import type { Site, Sites } from "../rulesets/sites.ts";
import type { ReloadStatus } from "../rulesets/source.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** What the operations routes need. */
export interface OperationsRoutesOptions {
  readonly sites: Sites;
  readonly access: Pick<Access, "sitesToldTo">;
  readonly visitors: Pick<Visitors, "isUp" | "writesUp" | "caveat">;
}

/** `GET /healthz`, `GET /readyz`. */
export function createOperationsRoutes(options: OperationsRoutesOptions): Route[] {
  const { sites, access, visitors } = options;
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
      access: "open",
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
          "A broken edit that is held back does not make the service unready, nor does a site without rules where another one has some. What is wrong with the rules of a site is told to those who have its secret key, and to all where no key is configured.",
        responses: {
          200: { description: "It can do its whole work.", schema: readinessSchema },
          503: { description: "It answers defaults, or forgets visitors; the detail says why." },
        },
      },
      access: "open",
      async handler(c) {
        const isUp = await visitors.isUp();
        const told = await access.sitesToldTo(c);
        const isServing = sites.list().some(({ rulesets }) => rulesets.current() !== undefined);
        if (isServing && isUp) {
          const caveat = visitors.caveat?.();
          const store = caveat === undefined ? "ok" : `ok, but ${caveat}`;
          const checks = { ...Object.fromEntries(told.map(describeSite)), visitors: store };
          return c.json<Readiness>({ status: "ready", checks });
        }
        throw new ApiProblem({
          code: "unavailable",
          detail: [
            ...(isServing ? [] : noRules(told)),
            ...(isUp ? [] : [describeStore(visitors)]),
          ].join(" "),
          errors: told.flatMap(({ rulesets }) => mistakesOf(rulesets.reload())),
          headers: { "Retry-After": "2" },
        });
      },
    },
  ];

  /** `rules`, or with several sites `rules.<site>`, and what limps. */
  function describeSite({ id, rulesets }: Site): [name: string, state: string] {
    const name = sites.list().length === 1 ? "rules" : `rules.${id}`;
    return [name, describeReload(rulesets.reload())];
  }
}

function describeStore(visitors: Pick<Visitors, "writesUp">): string {
  return visitors.writesUp()
    ? "The visitor store does not answer."
    : "The visitor store does not keep what is written to it: events are refused.";
}

function noRules(told: readonly Site[]): string[] {
  if (told.length === 0) return ["No rules are served."];
  return told.map(({ id, rulesets }) => {
    const whose = told.length === 1 ? "" : ` of ${id}`;
    return `No rules${whose} are served: ${firstOf(rulesets.reload())}.`;
  });
}

function describeReload(reload: ReloadStatus): string {
  if (reload.state === "ok") return "ok";
  return reload.state === "held-back"
    ? `the last edit is held back: ${firstOf(reload)}`
    : `no rules are served: ${firstOf(reload)}`;
}

function mistakesOf({ problems }: ReloadStatus): RequestMistake[] {
  return problems.map(({ file, line, column, message }) => ({
    path: `${file}:${line}:${column}`,
    message,
  }));
}

function firstOf({ state, problems }: ReloadStatus): string {
  const first = problems.find((problem) => problem.severity === "error");
  if (first === undefined) return state === "pending" ? "they are being read" : "they are broken";
  const place = first.file === "" ? "" : `${first.file}:${first.line}:${first.column} `;
  return `${place}${first.message}`;
}

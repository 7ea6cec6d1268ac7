import {
  leadsResponseSchema,
  type LeadsResponse,
  releaseResponseSchema,
  type ReleaseResponse,
  toCsv,
} from "@facet/protocol";
import { accepts } from "hono/accepts";
import * as z from "zod";
import type { Ingest } from "../events/ingest.ts";
import { toLeadRows } from "../events/lead-csv.ts";
import type { LeadDesk } from "../events/lead-desk.ts";
import { parseWith } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Parameter, Route, RouteContext } from "../http/route.ts";

/** What the routes of kept leads need. */
export interface LeadListRoutesOptions {
  readonly desk: LeadDesk;
  readonly ingest: Pick<Ingest, "ruleset">;
}

const MAX_LIMIT = 1_000;
const DEFAULT_LIMIT = 100;

const querySchema = z.strictObject({
  status: z
    .enum(["received", "quarantined"])
    .optional()
    .describe("`quarantined`: those that somebody has to look at. Default: `received`."),
  after: z.string().optional().describe("`next` of the answer before: goes on behind it."),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(MAX_LIMIT)
    .optional()
    .describe(`How many at most; ${DEFAULT_LIMIT} where it is not told.`),
});

/** What a call of any route may say of its site. */
const callSchema = querySchema.extend({ site: z.string().optional() });

const PARAMETERS: readonly Parameter[] = Object.entries(querySchema.shape).map(
  ([name, schema]) => ({ name, in: "query", description: schema.description ?? "", schema }),
);

/** `GET /v1/leads` and the release of those in quarantine. */
export function createLeadListRoutes({ desk, ingest }: LeadListRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/leads",
      access: "secret",
      operation: {
        id: "leads",
        tag: "Events",
        summary: "List the leads",
        description:
          "Oldest first, as JSON, or as a table with `Accept: text/csv`, whose next part is in the header `Link`. Leads that look like spam are in a list of their own.",
        parameters: PARAMETERS,
        responses: {
          200: { description: "A part of the list.", schema: leadsResponseSchema, csv: true },
        },
      },
      async handler(c, { site }) {
        const { status = "received", after, limit = DEFAULT_LIMIT } = readQuery(c);
        const part = await desk.list(site.id, { status, after, limit });
        if (part === undefined) throw badPlace();
        const { leads, next } = part;
        c.header("Cache-Control", "private, no-store");
        c.header("Vary", "Accept", { append: true });
        const type = accepts(c, {
          header: "Accept",
          supports: ["application/json", "text/csv"],
          default: "application/json",
        });
        if (type === "application/json") {
          return c.json<LeadsResponse>({
            leads: [...leads],
            ...(next === undefined ? {} : { next }),
          });
        }
        if (next !== undefined) {
          const query = new URLSearchParams({ status, limit: String(limit), after: next });
          c.header("Link", `</v1/leads?${query}>; rel="next"`);
        }
        return c.body(toCsv(toLeadRows(leads)), 200, {
          "Content-Type": "text/csv; charset=utf-8",
          "Content-Disposition": 'attachment; filename="leads.csv"',
        });
      },
    },
    {
      method: "POST",
      path: "/v1/leads/{id}/release",
      access: "secret",
      operation: {
        id: "releaseLead",
        tag: "Events",
        summary: "Take a lead out of quarantine",
        description:
          "Everything happens as if it had come clean: its event at the time when it came, the visitor's traits, the webhooks.",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "Its `release`, as the list has it.",
            schema: z.string(),
          },
        ],
        responses: {
          200: { description: "It counts now.", schema: releaseResponseSchema },
          404: { description: "It is not in quarantine." },
        },
      },
      async handler(c, { site }) {
        const released = await desk.release(c.req.param("id") ?? "", ingest.ruleset(site));
        if (released === undefined) {
          throw new ApiProblem({
            code: "not-found",
            detail:
              "No lead of this id is in quarantine; GET /v1/leads?status=quarantined lists them.",
          });
        }
        const { id, isDuplicate } = released;
        return c.json<ReleaseResponse>({ success: true, lead: id, duplicate: isDuplicate });
      },
    },
  ];
}

function readQuery(c: RouteContext) {
  return parseWith(callSchema, c.req.query(), ([name = ""]) => `?${String(name)}`);
}

function badPlace(): ApiProblem {
  const message = "expected the `next` of an answer";
  return new ApiProblem({
    code: "invalid-request",
    detail: `?after: ${message}`,
    errors: [{ path: "?after", message }],
  });
}

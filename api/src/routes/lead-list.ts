import {
  leadsResponseSchema,
  type LeadsResponse,
  releaseResponseSchema,
  type ReleaseResponse,
} from "@facet/protocol";
import * as z from "zod";
import type { Ingest } from "../events/ingest.ts";
import { toLeadRows } from "../events/lead-csv.ts";
import type { LeadDesk } from "../events/lead-desk.ts";
import { answerCsv, wantsCsv } from "../http/csv.ts";
import { DEFAULT_LIMIT, partSchema, toParameters } from "../http/list-query.ts";
import { parseWith, toQueryPath } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** What the routes of kept leads need. */
export interface LeadListRoutesOptions {
  readonly desk: LeadDesk;
  readonly ingest: Pick<Ingest, "ruleset">;
}

const querySchema = partSchema.extend({
  status: z
    .enum(["received", "quarantined"])
    .optional()
    .describe("`quarantined`: those that somebody has to look at. Default: `received`."),
});

/** What a call of any route may say of its site. */
const callSchema = querySchema.extend({ site: z.string().optional() });

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
        parameters: toParameters(querySchema),
        responses: {
          200: { description: "A part of the list.", schema: leadsResponseSchema, csv: true },
        },
      },
      async handler(c, { site }) {
        const { status = "received", after, limit = DEFAULT_LIMIT } = readQuery(c);
        const part = await desk.list(site.id, { status, after, limit });
        if (part === undefined) throw badPlace();
        const { leads, next } = part;
        if (!wantsCsv(c)) {
          return c.json<LeadsResponse>({
            leads: [...leads],
            ...(next === undefined ? {} : { next }),
          });
        }
        if (next !== undefined) {
          const query = new URLSearchParams({ status, limit: String(limit), after: next });
          c.header("Link", `</v1/leads?${query}>; rel="next"`);
        }
        return answerCsv(c, toLeadRows(leads), "leads.csv");
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
  return parseWith(callSchema, c.req.query(), toQueryPath);
}

function badPlace(): ApiProblem {
  const message = "expected the `next` of an answer";
  return new ApiProblem({
    code: "invalid-request",
    detail: `?after: ${message}`,
    errors: [{ path: "?after", message }],
  });
}

import {
  quarantineResponseSchema,
  type QuarantineResponse,
  replayResponseSchema,
  type ReplayResponse,
} from "@facet/protocol";
import * as z from "zod";
import type { Ingest } from "../events/ingest.ts";
import type { Quarantine, QuarantineRange } from "../events/quarantine.ts";
import { fromQuarantineId } from "../events/quarantine-record.ts";
import { DEFAULT_LIMIT, partSchema, toParameters } from "../http/list-query.ts";
import { parseWith, toQueryPath } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Route, RouteContext } from "../http/route.ts";

/** What the quarantine routes need. */
export interface QuarantineRoutesOptions {
  readonly quarantine: Quarantine;
  readonly ingest: Pick<Ingest, "ruleset">;
}

/** What a call of any route may say of its site. */
const callSchema = partSchema.extend({ site: z.string().optional() });

const PARAMETERS = toParameters(partSchema);

/** `GET /v1/quarantine` and its replays. */
export function createQuarantineRoutes({ quarantine, ingest }: QuarantineRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/quarantine",
      access: "secret",
      operation: {
        id: "quarantine",
        tag: "Events",
        summary: "List the events that could not be counted",
        description:
          "Events that lack a name, have a wrong type or do not fit the site's `eventSchemas` are kept here, oldest first, with the place and the reason of the mistake.",
        parameters: PARAMETERS,
        responses: {
          200: { description: "A part of the list.", schema: quarantineResponseSchema },
        },
      },
      async handler(c, { site }) {
        const { events, ...rest } = await quarantine.list(site.id, readRange(c));
        c.header("Cache-Control", "private, no-store");
        return c.json<QuarantineResponse>({ events: [...events], ...rest });
      },
    },
    {
      method: "POST",
      path: "/v1/quarantine/replay",
      access: "secret",
      operation: {
        id: "replayQuarantine",
        tag: "Events",
        summary: "Try quarantined events again",
        description:
          "Counts the events that are fine under the rules of now, each once, at the time when they happened, and takes them out of quarantine. The others stay. Goes through a part of the list; `next` asks for the rest.",
        parameters: PARAMETERS,
        responses: { 200: { description: "What became of them.", schema: replayResponseSchema } },
      },
      async handler(c, { site }) {
        const { counts, ...rest } = await quarantine.replayAll(readRange(c), ingest.ruleset(site));
        return c.json<ReplayResponse>({ success: true, ...counts, ...rest });
      },
    },
    {
      method: "POST",
      path: "/v1/quarantine/{id}/replay",
      access: "secret",
      operation: {
        id: "replayQuarantined",
        tag: "Events",
        summary: "Try one quarantined event again",
        parameters: [
          {
            name: "id",
            in: "path",
            required: true,
            description: "Its `id`, as the list has it.",
            schema: z.string(),
          },
        ],
        responses: {
          200: { description: "What became of it.", schema: replayResponseSchema },
          404: { description: "It is not in quarantine." },
        },
      },
      async handler(c, { site }) {
        const counts = await quarantine.replay(c.req.param("id") ?? "", ingest.ruleset(site));
        if (counts !== undefined) return c.json<ReplayResponse>({ success: true, ...counts });
        throw new ApiProblem({
          code: "not-found",
          detail: "No event of this id is in quarantine; GET /v1/quarantine lists them.",
        });
      },
    },
  ];
}

function readRange(c: RouteContext): QuarantineRange {
  const { after, limit = DEFAULT_LIMIT } = parseWith(callSchema, c.req.query(), toQueryPath);
  if (after === undefined || fromQuarantineId(after) !== undefined) return { after, limit };
  const message = "expected the `next` of an answer";
  throw new ApiProblem({
    code: "invalid-request",
    detail: `?after: ${message}`,
    errors: [{ path: "?after", message }],
  });
}

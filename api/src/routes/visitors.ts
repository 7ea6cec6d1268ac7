import { accessResponseSchema, visitorCardSchema, visitorExportSchema } from "@facet/protocol";
import * as z from "zod";
import type { Caller } from "../access/caller.ts";
import type { Ingest } from "../events/ingest.ts";
import { orUnavailable } from "../events/unavailable.ts";
import { parseWith, toQueryPath } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Parameter, Route, RouteContext } from "../http/route.ts";
import type { VisitorDesk, VisitorQuestion } from "../privacy/visitor-desk.ts";
import { statePlace } from "../visitors/identities.ts";

/** What the visitor routes need. */
export interface VisitorRoutesOptions {
  readonly desk: VisitorDesk;
  readonly ingest: Pick<Ingest, "ruleset">;
}

const MAX_TIMELINE = 1_000;
const DEFAULT_TIMELINE = 100;

const ID: Parameter = {
  name: "id",
  in: "path",
  required: true,
  description: "Any name of the visitor.",
  schema: z.string(),
};

const timeline = z.coerce.number().int().min(0).max(MAX_TIMELINE).optional();
const cardCallSchema = z.strictObject({ timeline, site: z.string().optional() });

const UNKNOWN = "Nobody of this name is known, or the site keeps visitors in their cookies alone.";

/** `/v1/visitors/{id}`: what is known of a visitor, who read it, and its end. */
export function createVisitorRoutes({ desk, ingest }: VisitorRoutesOptions): Route[] {
  return [
    {
      method: "GET",
      path: "/v1/visitors/{id}",
      access: "secret",
      operation: {
        id: "visitor",
        tag: "Visitors",
        summary: "See what is known of a visitor",
        description:
          "Every score is the sum of its ledger, and every entry of it names its rule, its event and the message that told of it. That the card was read is written down.",
        parameters: [
          ID,
          {
            name: "timeline",
            in: "query",
            description: `How many of the latest entries of the log to show; ${DEFAULT_TIMELINE} where it is not told.`,
            schema: timeline,
          },
        ],
        responses: {
          200: { description: "The visitor card.", schema: visitorCardSchema },
          404: { description: UNKNOWN },
        },
      },
      async handler(c, caller) {
        const query = parseWith(cardCallSchema, c.req.query(), toQueryPath);
        const card = await ask(c, caller, (question) =>
          desk.card(question, query.timeline ?? DEFAULT_TIMELINE),
        );
        return c.json(card ?? nobody());
      },
    },
    {
      method: "GET",
      path: "/v1/visitors/{id}/export",
      access: "secret",
      operation: {
        id: "exportVisitor",
        tag: "Visitors",
        summary: "Get all that is stored of a visitor",
        description:
          "One JSON document with every stored field under every name of theirs: state, log, leads, webhooks, quarantined events, merges, and who read them.",
        parameters: [ID],
        responses: {
          200: { description: "All that is stored.", schema: visitorExportSchema },
          404: { description: UNKNOWN },
        },
      },
      async handler(c, caller) {
        const parts = (await ask(c, caller, (question) => desk.export(question))) ?? nobody();
        return c.body(toStream(parts), 200, {
          "Content-Type": "application/json",
          "Content-Disposition": 'attachment; filename="visitor.json"',
        });
      },
    },
    {
      method: "GET",
      path: "/v1/visitors/{id}/access",
      access: "secret",
      operation: {
        id: "visitorAccess",
        tag: "Visitors",
        summary: "See who read or erased a visitor",
        description:
          "Of somebody who was erased the lines are kept under a salted digest of each name, so that only who knows a name finds them.",
        parameters: [ID],
        responses: {
          200: { description: "The lines of the access log.", schema: accessResponseSchema },
          404: { description: UNKNOWN },
        },
      },
      async handler(c, caller) {
        const access = (await ask(c, caller, (question) => desk.access(question))) ?? nobody();
        return c.json({ access });
      },
    },
    {
      method: "DELETE",
      path: "/v1/visitors/{id}",
      access: "secret",
      operation: {
        id: "eraseVisitor",
        tag: "Visitors",
        summary: "Erase a visitor",
        description:
          "Forgets them under every name: state, log, leads, webhooks that wait, quarantined events. What comes late does not bring them back. Kept are salted digests of the names, and that somebody erased them. A repeated call answers the same.",
        parameters: [ID],
        responses: {
          204: { description: "Nothing of them is left." },
          404: { description: UNKNOWN },
        },
      },
      async handler(c, caller) {
        if (!(await ask(c, caller, (question) => desk.erase(question)))) nobody();
        return c.body(null, 204);
      },
    },
  ];

  function ask<T>(
    c: RouteContext,
    { site, keyId }: Caller,
    work: (question: VisitorQuestion) => Promise<T>,
  ): Promise<T> {
    const ruleset = ingest.ruleset(site);
    if (statePlace(ruleset) === "cookie") {
      throw notFound(
        "The site keeps visitors in their cookies alone (`state: cookie`). For what they did and sent see `facet visitors export` and `facet visitors erase`.",
      );
    }
    c.header("Cache-Control", "private, no-store");
    const question = { id: c.req.param("id") ?? "", ruleset, who: keyId ?? "playground" };
    return orUnavailable("The visitor store does not answer.", () => work(question));
  }
}

function toStream(parts: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const iterator = parts[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}

function nobody(): never {
  throw notFound("No visitor of this id is known.");
}

function notFound(detail: string): ApiProblem {
  return new ApiProblem({ code: "not-found", detail });
}

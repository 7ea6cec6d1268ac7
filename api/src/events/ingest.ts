import type { JsonObject, Ruleset } from "@facet/engine";
import { v7 as uuidv7 } from "uuid";
import { ApiProblem } from "../http/problem.ts";
import type { RulesetSource } from "../rulesets/source.ts";
import { StoreUnavailable } from "../visitors/breaker.ts";
import type { Identity } from "../visitors/identity.ts";
import { applyEvent, newVisitor } from "../visitors/reducer.ts";
import type { Seal } from "../visitors/seal.ts";
import type { VisitorUpdate } from "../visitors/store.ts";
import type { VisitorEvent } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { findSubject, type SubjectFacts } from "./subject.ts";

/** What taking events in needs. */
export interface IngestOptions {
  readonly rulesets: RulesetSource;
  readonly visitors: Visitors;
  readonly seal: Seal;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** One message: events that happened together and are kept as one. */
export interface Message {
  readonly messageId?: string | undefined;
  /** Folded into the visitor in order; the first one names the message. */
  readonly events: readonly [VisitorEvent, ...VisitorEvent[]];
  readonly subject: SubjectFacts;
  /** What is kept beside the event. Never an address. */
  readonly body: JsonObject;
  /** What is kept beside it where it is tied to somebody. */
  readonly traits?: JsonObject;
}

/** What became of a message. */
export interface Receipt {
  readonly messageId: string;
  readonly outcome: "stored" | "duplicate";
  /** Set-Cookie value. */
  readonly cookie?: string;
}

/** Takes events in: durable before it resolves. */
export interface Ingest {
  /** @throws ApiProblem `unavailable` where rules or store are not there: nothing was kept. */
  ruleset(): Ruleset;
  /** @throws ApiProblem `unavailable` where the store did not confirm: nothing is acknowledged. */
  take(message: Message, ruleset: Ruleset): Promise<Receipt>;
}

/** Makes the intake. */
export function createIngest({ rulesets, visitors, seal, now: clock }: IngestOptions): Ingest {
  return {
    ruleset() {
      const ruleset = rulesets.current();
      if (ruleset !== undefined) return ruleset;
      throw unavailable("No rules are loaded yet; GET /v1/rules says why. Nothing was kept.");
    },
    async take(message, ruleset) {
      const receivedAt = clock();
      const { identity, cookie } = await findSubject(message.subject, ruleset, {
        seal,
        now: receivedAt,
      });
      const [first] = message.events;
      const messageId = message.messageId ?? uuidv7();
      const event = {
        site: ruleset.artifact.site.id,
        messageId,
        visitorId: identity?.id,
        name: first.name,
        at: first.at,
        receivedAt,
        body: bodyOf(message, identity),
      };
      const change: VisitorUpdate | undefined =
        identity &&
        ((current) =>
          message.events.reduce(
            (state, each) => applyEvent(state, each, ruleset),
            current ?? newVisitor(identity.id, receivedAt),
          ));
      try {
        const outcome = await visitors.append(event, change);
        return { messageId, outcome, ...(cookie === undefined ? {} : { cookie }) };
      } catch (error) {
        if (!(error instanceof StoreUnavailable)) throw error;
        throw unavailable("The event could not be kept; send it again with the same messageId.");
      }
    },
  };
}

function bodyOf({ body, traits = {} }: Message, identity: Identity | undefined): JsonObject {
  const isTied = identity !== undefined && Object.keys(traits).length > 0;
  return isTied ? { ...body, traits } : body;
}

function unavailable(detail: string): ApiProblem {
  return new ApiProblem({ code: "unavailable", detail, headers: { "Retry-After": "1" } });
}

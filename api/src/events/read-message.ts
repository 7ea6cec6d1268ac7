import type { JsonObject, Ruleset } from "@facet/engine";
import type { CallType } from "@facet/protocol";
import type { KeyKind } from "../access/caller.ts";
import type { RequestMistake } from "../http/problem.ts";
import type { Identity } from "../visitors/identity.ts";
import { readCall } from "./call.ts";
import { checkEvent } from "./event-schema.ts";
import type { Message } from "./ingest.ts";
import type { CallNames } from "./names.ts";
import { timeOf } from "./time.ts";
import { eventOf, extraOf, toFact } from "./to-fact.ts";

/** What a call is read with. Times are epoch milliseconds. */
export interface MessageContext {
  readonly ruleset: Ruleset;
  readonly rights: KeyKind;
  /** Kind of call; absent: it is none that is known. */
  readonly type: CallType | undefined;
  readonly names: CallNames;
  /** Whom it is about; absent: nobody that may be kept. */
  readonly identity: Identity | undefined;
  readonly receivedAt: number;
  /** By the caller's clock. */
  readonly sentAt: number | undefined;
}

/** A message, or why it cannot be counted. */
export type MessageReading =
  | {
      readonly message: Message;
      /** It is counted, but the site does not know it so. */
      readonly warnings: readonly RequestMistake[];
    }
  | { readonly mistake: RequestMistake };

/** Reads a call into the message that is kept of it. */
export function readMessage(raw: JsonObject, context: MessageContext): MessageReading {
  const { ruleset, rights, identity, receivedAt, sentAt, names } = context;
  const reading = readCall(raw, context.type);
  if ("mistake" in reading) return reading;
  const { call, timestamp } = reading;
  const event = eventOf(call);
  const verdict = event && checkEvent(event, ruleset.artifact);
  if (verdict?.mistake !== undefined) return { mistake: verdict.mistake };
  const warnings = verdict?.warnings ?? [];
  const at = timeOf({ timestamp, sentAt, receivedAt }, rights);
  const isTied = identity !== undefined;
  const extra = extraOf(call, { isTied });
  return {
    message: {
      messageId: call.body.messageId ?? undefined,
      identity,
      pair: names.pair,
      facts: [toFact(call, { at, userId: names.userId, isTied })],
      extra: warnings.length === 0 ? extra : { ...extra, unknown: true },
    },
    warnings,
  };
}

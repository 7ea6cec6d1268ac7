import type { Ruleset } from "@facet/engine";
import type { Lead, LeadVisitor } from "@facet/protocol";
import { toTouch } from "../visitors/card.ts";
import { foldEntries } from "../visitors/fold.ts";
import { type Identities, statePlace } from "../visitors/identities.ts";
import type { Identity } from "../visitors/identity.ts";
import { judge } from "../visitors/judge.ts";
import type { LogEntry } from "../visitors/store.ts";
import type { VisitorState } from "../visitors/visitor.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { toLeadMessage } from "./lead-keeper.ts";
import { orUnavailable } from "./unavailable.ts";

/** What finding out who sent a lead needs. */
export interface LeadVisitorTools {
  readonly visitors: Pick<Visitors, "read">;
  readonly identities: Pick<Identities, "stateOf">;
}

const READ_BUDGET_MS = 1_000;
const NOT_READ = "The store does not answer, so the lead could not be kept; send it again.";

/**
 * Who sent a lead, with the lead itself counted in: what it earns is part of what sales are told.
 *
 * @returns `undefined` where they were erased and are not to come back.
 * @throws ApiProblem `unavailable` where the store does not answer.
 */
export async function meetLeadVisitor(
  lead: Lead,
  { identity, ruleset, now }: { identity: Identity; ruleset: Ruleset; now: number },
  { visitors, identities }: LeadVisitorTools,
): Promise<LeadVisitor | undefined> {
  const { site } = lead;
  const { id, first } = identity;
  const known = identities.stateOf(identity, ruleset);
  const isElsewhere = known === undefined && statePlace(ruleset) !== "cookie";
  const state = isElsewhere
    ? await orUnavailable(NOT_READ, () => visitors.read({ site, id }, READ_BUDGET_MS))
    : known;
  if (state === "erased") return undefined;
  const entries = toLeadMessage(lead).facts.map((fact, index): LogEntry => {
    return { site, messageId: `${lead.id}#${index}`, visitorId: id, receivedAt: now, fact };
  });
  const all = first === undefined ? entries : [first, ...entries];
  return toLeadVisitor(id, foldEntries(ruleset)(state, all, id), { ruleset, now });
}

function toLeadVisitor(
  id: string,
  state: VisitorState,
  { ruleset, now }: { ruleset: Ruleset; now: number },
): LeadVisitor {
  const { score, scores, interest, grade, rank, segments } = judge(state, ruleset, now);
  const { visits, firstTouch, lastTouch, lastNonDirectTouch } = state;
  return {
    id,
    visits,
    ...(score === undefined ? {} : { score }),
    ...(scores === undefined ? {} : { scores: { ...scores } }),
    ...(interest === undefined ? {} : { interest }),
    ...(grade === undefined ? {} : { grade }),
    ...(rank === undefined ? {} : { rank }),
    segments: [...segments],
    ...(firstTouch === undefined ? {} : { firstTouch: toTouch(firstTouch) }),
    ...(lastTouch === undefined ? {} : { lastTouch: toTouch(lastTouch) }),
    ...(lastNonDirectTouch === undefined
      ? {}
      : { lastNonDirectTouch: toTouch(lastNonDirectTouch) }),
  };
}

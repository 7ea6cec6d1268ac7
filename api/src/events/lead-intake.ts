import type { Ruleset } from "@facet/engine";
import { FACET_EVENTS, type Lead, type LeadRequest, type Suspicion } from "@facet/protocol";
import { uniqueId } from "../unique-id.ts";
import { foldEntries } from "../visitors/fold.ts";
import type { Identities } from "../visitors/identities.ts";
import type { Identity } from "../visitors/identity.ts";
import type { Visitors } from "../visitors/visitors.ts";
import { findForm } from "../rulesets/named-form.ts";
import type { LeadForm } from "../rulesets/lead-form.ts";
import type { Ingest, Receipt } from "./ingest.ts";
import { readLeadFields } from "./lead-fields.ts";
import { findLeadId, fingerprintOf, idTaken, type KnownLead, toLeadIdRecord } from "./lead-ids.ts";
import { type KeepLead, originOf } from "./lead-keeper.ts";
import { suspectName, toSuspectRecord } from "./lead-records.ts";
import { meetLeadVisitor } from "./lead-visitor.ts";
import { orUnavailable } from "./unavailable.ts";

/** What taking leads in needs. */
export interface LeadIntakeOptions {
  readonly ingest: Pick<Ingest, "keep">;
  readonly keep: KeepLead;
  readonly visitors: Pick<Visitors, "appendLater" | "read" | "records" | "remove">;
  readonly identities: Pick<Identities, "stateOf">;
}

/** One submit. */
export interface LeadSubmit {
  readonly request: LeadRequest;
  /** Id that the caller gave it beside the body. */
  readonly idempotencyKey: string | undefined;
  readonly ruleset: Ruleset;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Finds what speaks against it; asked once it is well-formed. */
  readonly suspect: () => Promise<readonly Suspicion[]>;
  /** Finds whom it is about; asked once it is well-formed. */
  readonly identify: () => Promise<Identity | undefined>;
}

/** What became of a submit. */
export interface LeadOutcome {
  readonly id: string;
  readonly form: LeadForm | undefined;
  /** It was known already. */
  readonly isDuplicate: boolean;
  readonly identity: Identity | undefined;
  /** What the log said; absent: it is in quarantine, and nothing is in the log. */
  readonly receipt?: Receipt;
}

/**
 * Takes leads in: durable before it resolves.
 *
 * @throws ApiProblem `unknown-name` and `invalid-fields` where it is not well-formed, `id-taken` where
 *   something else came with its id, `unavailable` where the store did not confirm.
 */
export type TakeLead = (submit: LeadSubmit) => Promise<LeadOutcome>;

const NOT_READ = "The store does not answer, so the lead could not be kept; send it again.";

/** A submit that was read, and what is known of it. */
interface Draft {
  readonly lead: Lead;
  readonly identity: Identity | undefined;
  readonly fingerprint: string;
  /** What its id was used for before. */
  readonly known: KnownLead | undefined;
}

/** Makes the intake. */
export function createLeadIntake(options: LeadIntakeOptions): TakeLead {
  const { ingest, keep, visitors } = options;

  function find(site: string, id: string, now: number): Promise<KnownLead | undefined> {
    return orUnavailable(NOT_READ, () => findLeadId(visitors, { site, id, now }));
  }

  /** The lead as it is told of whom it is about. */
  async function tie(lead: Lead, submit: LeadSubmit): Promise<Pick<Draft, "lead" | "identity">> {
    const { ruleset, now } = submit;
    const identity = await submit.identify();
    if (identity === undefined) return { lead, identity };
    const visitor = await meetLeadVisitor(lead, { identity, ruleset, now }, options);
    return { lead: visitor === undefined ? lead : { ...lead, visitor }, identity };
  }

  async function count(draft: Draft, submit: LeadSubmit): Promise<Receipt> {
    const { lead, identity, fingerprint } = draft;
    const { ruleset, now } = submit;
    const known = { fingerprint, isQuarantined: false };
    const records = [toLeadIdRecord(placeOf(lead, now), known, lead.visitor?.id)];
    const receipt = await keep({ lead, identity, ruleset, now, records });
    if (receipt.outcome !== "erased") return receipt;
    // Who was erased does not come back; what they sent on purpose is kept without them.
    const { visitor: _, ...untied } = lead;
    await count({ ...draft, lead: untied, identity: undefined }, submit);
    return receipt;
  }

  async function quarantine(
    { lead, identity, fingerprint }: Draft,
    { ruleset, now }: LeadSubmit,
    suspicions: readonly Suspicion[],
  ): Promise<void> {
    const known = { fingerprint, isQuarantined: true };
    const id = toLeadIdRecord(placeOf(lead, now), known, lead.visitor?.id);
    await ingest.keep([toSuspectRecord(lead, suspicions), id]);
    if (identity?.first === undefined) return;
    visitors.appendLater({ entries: [identity.first], fold: foldEntries(ruleset) });
  }

  return async (submit) => {
    const { request, ruleset, now, idempotencyKey } = submit;
    const form = findForm(request, ruleset);
    const given = request.messageId ?? idempotencyKey;
    const untied = toLead(request, { form, ruleset, now, id: given ?? uniqueId() });
    const { id, site } = untied;
    const fingerprint = await fingerprintOf(request);
    const known = given === undefined ? undefined : await find(site, id, now);
    if (known !== undefined && known.fingerprint !== fingerprint) throw idTaken();
    const suspicions = await submit.suspect();
    const draft = { ...(await tie(untied, submit)), fingerprint, known };
    const { identity } = draft;
    if (suspicions.length > 0) {
      if (known === undefined) await quarantine(draft, submit, suspicions);
      return { id, form, identity, isDuplicate: known !== undefined };
    }
    const receipt = await count(draft, submit);
    const isDuplicate = receipt.outcome === "duplicate";
    if (isDuplicate) {
      const first = await find(site, id, now);
      if (first?.fingerprint !== fingerprint) throw idTaken();
    }
    if (known?.isQuarantined === true) {
      await orUnavailable(NOT_READ, () => visitors.remove(suspectName(untied)));
    }
    return { id, form, identity, isDuplicate, receipt };
  };
}

/** A submit as a lead of nobody. */
function toLead(
  request: LeadRequest,
  facts: { form: LeadForm | undefined; ruleset: Ruleset; now: number; id: string },
): Lead {
  const { form, ruleset, now, id } = facts;
  const { id: site, locales } = ruleset.artifact.site;
  const { values, typed } = readLeadFields(request.fields, { form, locales });
  return {
    id,
    site,
    receivedAt: new Date(now).toISOString(),
    event: form?.event ?? FACET_EVENTS.leadSubmitted,
    fields: { ...values },
    ...(Object.keys(typed).length === 0 ? {} : { typed: { ...typed } }),
    ...originOf(request),
    ...(request.url === undefined ? {} : { url: request.url }),
  };
}

function placeOf({ site, id }: Lead, receivedAt: number) {
  return { site, id, receivedAt };
}

import { paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { LeadAction } from "./action.ts";

const WHERE = "facet leads list --quarantined";

/** `facet leads release`: counts a lead of the quarantine as if it had come clean. */
export const releaseLead: LeadAction = async ({ lead, json }, { leads, ruleset, terminal }) => {
  if (lead === undefined) throw new UsageError("LEAD is missing: id of the lead", `see: ${WHERE}`);
  const released = await leads.release(lead, ruleset);
  if (released === undefined) {
    terminal.warn(`${paint(terminal, "bad", "facet:")} there is no such lead; see: ${WHERE}`);
    return 1;
  }
  const { id, isDuplicate } = released;
  const note = isDuplicate ? "it had been counted already" : "it counts, and its webhooks are due";
  const text = `${paint(terminal, "good", "released")} ${id}: ${note}`;
  await terminal.write(
    json ? `${JSON.stringify({ lead: id, duplicate: isDuplicate })}\n` : `${text}\n`,
  );
  return 0;
};

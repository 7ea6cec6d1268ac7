import { openLeads } from "@facet/api/node";
import { defineCommand } from "../command.ts";
import type { LeadAction } from "../leads/action.ts";
import { listLeads } from "../leads/list.ts";
import { releaseLead } from "../leads/release.ts";
import { chooseRuleset } from "../choose-ruleset.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";

const ACTIONS: ReadonlyMap<string, LeadAction> = new Map([
  ["list", listLeads],
  ["release", releaseLead],
]);

/** `facet leads`: what forms sent. */
export const leadsCommand = defineCommand({
  name: "leads",
  about: [
    "Lists the leads of a site, and those that look like spam: a field that people do not see was filled",
    "in, the form carried no token of its page, or it was sent within two seconds. A released lead counts",
    "as if it had come clean: its event, the visitor's traits, the webhooks.",
    "",
    "It works on the store of the API, which may be running.",
  ].join("\n"),
  args: {
    action: { type: "positional", description: "list or release" },
    lead: { type: "positional", required: false, description: "id of the lead to release" },
    quarantined: { type: "boolean", description: "list those that look like spam" },
    site: { type: "string", valueHint: "id", description: "site (default: the only one)" },
    json: { type: "boolean", description: "print JSON: one lead a line, or what was done" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  examples: [
    { command: "facet leads list --json", does: "every lead, one a line" },
    { command: "facet leads list --quarantined", does: "what looks like spam, and why" },
    {
      command: "facet leads release 1796472000000-lead:0199c0de",
      does: "counts one of those after all",
    },
  ],
  async run({ args }, terminal) {
    const { action: name = "", lead, quarantined = false, json = false, db } = args;
    const action = ACTIONS.get(name);
    if (action === undefined) {
      throw new UsageError(`facet leads does not know ${JSON.stringify(name)}`, undefined, {
        name,
        known: [...ACTIONS.keys()],
      });
    }
    if (lead !== undefined && action !== releaseLead) {
      throw new UsageError(`there is one argument too many: ${JSON.stringify(lead)}`);
    }
    const ruleset = await chooseRuleset(args, terminal);
    const leads = await openLeads({ db: findStore(db, terminal, { mustExist: true }) });
    try {
      return await action({ lead, quarantined, json }, { leads, ruleset, terminal });
    } finally {
      await leads.close();
    }
  },
});

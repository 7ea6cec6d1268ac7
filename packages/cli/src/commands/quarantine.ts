import { openQuarantine } from "@facet/api/node";
import { defineCommand } from "../command.ts";
import type { QuarantineAction } from "../quarantine/action.ts";
import { listQuarantine } from "../quarantine/list.ts";
import { replayQuarantine } from "../quarantine/replay.ts";
import { chooseRuleset } from "../choose-ruleset.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";

const ACTIONS: ReadonlyMap<string, QuarantineAction> = new Map([
  ["list", listQuarantine],
  ["replay", replayQuarantine],
]);

/** `facet quarantine`: events that could not be counted. */
export const quarantineCommand = defineCommand({
  name: "quarantine",
  about: [
    "Lists events that could not be counted, with the place and the reason of their mistake, and tries",
    "them again under the rules of now: after eventSchemas were mended, for example. What is fine is",
    "counted once, at the time when it happened; the rest stays.",
    "",
    "It works on the store of the API, which may be running.",
  ].join("\n"),
  args: {
    action: { type: "positional", description: "list or replay" },
    event: { type: "positional", required: false, description: "id of the one event to replay" },
    site: { type: "string", valueHint: "id", description: "site (default: the only one)" },
    json: { type: "boolean", description: "print JSON: one event a line, or what was done" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  examples: [
    { command: "facet quarantine list", does: "what waits, and why" },
    { command: "facet quarantine replay", does: "tries all of it again" },
    {
      command: "facet quarantine replay 1796472000000-m-17 --site okna",
      does: "tries one event of one of several sites",
    },
  ],
  async run({ args }, terminal) {
    const { action: name = "", event, json = false, db } = args;
    const action = ACTIONS.get(name);
    if (action === undefined) {
      throw new UsageError(`facet quarantine does not know ${JSON.stringify(name)}`, undefined, {
        name,
        known: [...ACTIONS.keys()],
      });
    }
    if (event !== undefined && action !== replayQuarantine) {
      throw new UsageError(`there is one argument too many: ${JSON.stringify(event)}`);
    }
    const ruleset = await chooseRuleset(args, terminal);
    const quarantine = await openQuarantine({ db: findStore(db, terminal, { mustExist: true }) });
    try {
      return await action({ event, json }, { quarantine, ruleset, terminal });
    } finally {
      await quarantine.close();
    }
  },
});

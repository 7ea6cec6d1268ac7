import { openVisitorDesk } from "@facet/api/node";
import { chooseRuleset } from "../choose-ruleset.ts";
import { defineCommand } from "../command.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";
import type { VisitorAction } from "../visitors/action.ts";
import {
  eraseVisitor,
  exportVisitor,
  listAccess,
  showVisitor,
  splitVisitor,
} from "../visitors/actions.ts";

const ACTIONS: ReadonlyMap<string, VisitorAction> = new Map([
  ["show", showVisitor],
  ["export", exportVisitor],
  ["access", listAccess],
  ["erase", eraseVisitor],
  ["split", splitVisitor],
]);

/** `facet visitors`: what is known of one of them, and its end. */
export const visitorsCommand = defineCommand({
  name: "visitors",
  about: [
    "Shows what is known of a visitor, and where each point of their score is from; writes all that is",
    "stored of them as JSON; lists who read it; erases them under every name, so that nothing that comes",
    "late brings them back; or takes a visitor that was merged into another out of it again.",
    "",
    "It works on the store of the API, which may be running. Showing, exporting and erasing are written",
    "into the access log.",
  ].join("\n"),
  args: {
    action: { type: "positional", description: "show, export, access, erase or split" },
    id: {
      type: "positional",
      description: "any name of the visitor; to split: the one to take out",
    },
    site: { type: "string", valueHint: "id", description: "site (default: the only one)" },
    json: { type: "boolean", description: "print JSON" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  examples: [
    { command: "facet visitors show anna@example.com", does: "the card of a visitor" },
    { command: "facet visitors export anna@example.com > anna.json", does: "all that is stored" },
    { command: "facet visitors access anna@example.com", does: "who read or erased them" },
    { command: "facet visitors erase anna@example.com --site okna", does: "forgets them" },
    { command: "facet visitors split 0199c0de-…", does: "undoes a merge" },
  ],
  async run({ args }, terminal) {
    const { action: name = "", id = "", json = false, db } = args;
    const action = ACTIONS.get(name);
    if (action === undefined) {
      throw new UsageError(`facet visitors does not know ${JSON.stringify(name)}`, undefined, {
        name,
        known: [...ACTIONS.keys()],
      });
    }
    const ruleset = await chooseRuleset(args, terminal);
    const desk = await openVisitorDesk({ db: findStore(db, terminal, { mustExist: true }) });
    try {
      return await action({ id, json }, { desk, ruleset, terminal });
    } finally {
      await desk.close();
    }
  },
});

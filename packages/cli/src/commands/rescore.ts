import { openUpkeep } from "@facet/api/node";
import { chooseRuleset } from "../choose-ruleset.ts";
import { defineCommand } from "../command.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { createProgress } from "../terminal/progress.ts";

/** Exit code of a process that was interrupted, as shells have it. */
const INTERRUPTED = 130;

/** `facet rescore`: scores by the rules of now. */
export const rescoreCommand = defineCommand({
  name: "rescore",
  about: [
    "Works the score ledger of every visitor of a site out anew, by the rules of now, from what the log",
    "tells of them, and so the events that events.yaml recognises. What is older than the log stays.",
    "",
    "It works on the store of the API, which may be running: what visitors do meanwhile counts. Have the",
    "API serve the same rules first. Ctrl-C stops it, and --resume goes on from there; a second run",
    "changes nothing. States that are in visitors' own cookies are not reached.",
  ].join("\n"),
  args: {
    resume: { type: "boolean", description: "go on where a run by the same rules was stopped" },
    site: { type: "string", valueHint: "id", description: "site (default: the only one)" },
    json: { type: "boolean", description: "print what was done as JSON" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  examples: [
    { command: "facet rescore", does: "every visitor of the only site" },
    { command: "facet rescore --site okna --resume", does: "the rest of a run that was stopped" },
  ],
  async run({ args: { resume = false, json = false, db, ...options } }, terminal) {
    const ruleset = await chooseRuleset(options, terminal);
    const upkeep = await openUpkeep({ db: findStore(db, terminal, { mustExist: true }) });
    const progress = createProgress("rescoring", terminal);
    try {
      const { isComplete, done, total, changed, resumed } = await upkeep.rescore({
        ruleset,
        resume,
        stop: terminal.stop,
        onProgress: (at) =>
          progress.update(at.done / at.total, `${at.done} of ${at.total}, ${at.changed} changed`),
      });
      progress.end();
      const before = resumed === 0 ? "" : ` (${resumed} by the run before)`;
      await terminal.write(
        json
          ? `${JSON.stringify({ complete: isComplete, done, total, changed, resumed })}\n`
          : `${done} of ${total} visitors done${before}, ${changed} changed\n`,
      );
      if (isComplete) return 0;
      terminal.warn("Stopped; the rest: facet rescore --resume");
      return INTERRUPTED;
    } finally {
      progress.end();
      await upkeep.close();
    }
  },
});

import { openUpkeep } from "@facet/api/node";
import { chooseRuleset } from "../choose-ruleset.ts";
import { defineCommand } from "../command.ts";
import { RULES_ARGUMENT } from "../rules-folder.ts";
import { findStore, STORE_ARGUMENT } from "../store-place.ts";
import { UsageError } from "../usage-error.ts";

const DAY_MS = 86_400_000;

/** `facet purge`: forgets what is old. */
export const purgeCommand = defineCommand({
  name: "purge",
  about: [
    "Forgets what visitors of a site did and left longer ago than its `retention` in site.yaml, or than",
    "--days: entries of the log, leads, quarantined events, webhooks, lines of the access log, and",
    "visitors of whom nothing came since. Keys stay. The running API does the same by itself every day,",
    "where the site has a `retention`.",
  ].join("\n"),
  args: {
    days: {
      type: "string",
      valueHint: "number",
      description: "keep so many days (default: `retention` of site.yaml)",
    },
    "dry-run": { type: "boolean", description: "only count, of the visitors there are" },
    site: { type: "string", valueHint: "id", description: "site (default: the only one)" },
    json: { type: "boolean", description: "print the counts as JSON" },
    rules: RULES_ARGUMENT,
    db: STORE_ARGUMENT,
  },
  examples: [
    { command: "facet purge", does: "what is older than the site's retention" },
    { command: "facet purge --days 90 --dry-run", does: "how much is older than 90 days" },
  ],
  async run({ args }, terminal) {
    const { days, db, json = false, "dry-run": isDry = false, ...options } = args;
    const { artifact } = await chooseRuleset(options, terminal);
    const { id, retentionMs } = artifact.site;
    const keptMs = days === undefined ? retentionMs : readDays(days) * DAY_MS;
    if (keptMs === undefined) {
      throw new UsageError(
        `nothing says how long visitors of ${id} are kept`,
        "add --days, or `retention: 395d` to site.yaml",
      );
    }
    const before = Date.now() - keptMs;
    const upkeep = await openUpkeep({ db: findStore(db, terminal, { mustExist: true }) });
    try {
      const counts = await (isDry ? upkeep.countOld(id, before) : upkeep.purge(id, before));
      const words = isDry ? "would be forgotten" : "forgotten";
      await terminal.write(
        json
          ? `${JSON.stringify(counts)}\n`
          : `${counts.entries} entries and ${counts.visitors} visitors ${words}\n`,
      );
      return 0;
    } finally {
      await upkeep.close();
    }
  },
});

function readDays(text: string): number {
  const days = Number(text);
  if (/^\d+(\.\d+)?$/u.test(text) && days >= 1) return days;
  throw new UsageError(
    `--days is ${JSON.stringify(text)}`,
    "expected a number of days from 1 on, e.g. 395",
  );
}

import { compileRulesFolder } from "@facet/compiler";
import { findPage, loadRuleset, type Ruleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { defineCommand } from "../command.ts";
import { launchBrowser } from "../measure/browser.ts";
import { type Extent, toExtents } from "../measure/heights.ts";
import { measurePage } from "../measure/measure-page.ts";
import { formatExtents } from "../measure/print-measure.ts";
import { toReserveCss } from "../measure/reserve-css.ts";
import { type Rounds, toRounds } from "../measure/rounds.ts";
import { formatProblems } from "../problems.ts";
import { RULES_ARGUMENT, findRulesFolder } from "../rules-folder.ts";
import { createProgress } from "../terminal/progress.ts";
import { type Terminal, paint } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import { writeWhole } from "../write-whole.ts";

const MAX_OUTCOMES = 200;
const TIMEOUT_SECONDS = 15;

/** `facet measure`: how high the slots of a page get, and a style sheet that keeps the height. */
export const measureCommand = defineCommand({
  name: "measure",
  about: [
    "Opens a page that is filled in the browser with everything its slots can show, at four widths, and",
    "writes a style sheet that keeps the height of the tallest, so that nothing moves when a slot is",
    "filled. What they can show is read from the rules folder, as it is now on this machine; no service",
    "is asked for it. It needs Chromium and the package playwright-core. Nothing is reported while it",
    "measures.",
  ].join("\n"),
  args: {
    url: { type: "positional", description: "address of the page" },
    rules: RULES_ARGUMENT,
    page: {
      type: "string",
      valueHint: "id",
      description: "page of the rules (default: by the path)",
    },
    slots: { type: "string", valueHint: "ids", description: "slots, with commas (default: all)" },
    out: {
      type: "string",
      valueHint: "file",
      default: "facet-reserve.css",
      description: "where to write the style sheet",
    },
    browser: {
      type: "string",
      valueHint: "program",
      description: "Chromium (default: $CHROMIUM, else /usr/bin/chromium)",
    },
    limit: {
      type: "string",
      valueHint: "count",
      default: `${MAX_OUTCOMES}`,
      description: "how many outcomes of a slot to look at",
    },
    timeout: {
      type: "string",
      valueHint: "seconds",
      default: `${TIMEOUT_SECONDS}`,
      description: "longest wait for a page",
    },
    json: { type: "boolean", description: "print the heights as JSON" },
  },
  examples: [
    {
      command: "facet measure http://127.0.0.1:4321/ --out site/facet-reserve.css",
      does: "measure the page, write what the site links to",
    },
    {
      command: "facet measure http://127.0.0.1:4321/ --slots hero.headline,hero.lead --json",
      does: "two slots, for machines",
    },
  ],
  async run({ args }, terminal) {
    const url = parseUrl(args.url ?? "");
    const ruleset = await readRuleset(args.rules, terminal);
    if (ruleset === undefined) return 1;
    const page = choosePage(ruleset, { url, named: args.page });
    const slots = parseSlots(args.slots, ruleset);
    const plan = toRounds(ruleset, { page, slots, limit: parseCount("--limit", args.limit) });
    const extents = await measure(plan, { url, page, args }, terminal);
    if (terminal.stop.aborted) return 1;
    await writeWhole(args.out, toReserveCss(url.href, extents));
    await terminal.write(
      args.json
        ? `${JSON.stringify({ url: url.href, page, css: args.out, extents }, undefined, 2)}\n`
        : `${formatExtents(extents, terminal)}\n${args.out}\n`,
    );
    warnOf(extents, { plan, slots }, terminal);
    return 0;
  },
});

async function measure(
  { rounds }: Rounds,
  {
    url,
    page,
    args,
  }: {
    readonly url: URL;
    readonly page: string;
    readonly args: { readonly browser?: string | undefined; readonly timeout: string };
  },
  terminal: Terminal,
): Promise<readonly Extent[]> {
  const timeoutMs = parseCount("--timeout", args.timeout) * 1_000;
  const browser = await launchBrowser(args.browser, terminal);
  const progress = createProgress("measuring", terminal);
  try {
    const measurements = await measurePage(browser, {
      url: url.href,
      page,
      rounds,
      timeoutMs,
      stop: terminal.stop,
      onRound: (done) => progress.update(done / rounds.length, `${done} of ${rounds.length}`),
    });
    return toExtents(measurements);
  } finally {
    progress.end();
    await browser.close();
  }
}

async function readRuleset(
  given: string | undefined,
  terminal: Terminal,
): Promise<Ruleset | undefined> {
  const folder = findRulesFolder(given, terminal);
  const { artifact, buffers, problems } = await compileRulesFolder(folder);
  if (artifact === undefined) {
    terminal.warn(formatProblems(problems, folder, terminal).trimEnd());
    terminal.warn("The rules have errors, so nothing was measured.");
    return undefined;
  }
  if (buffers === undefined) return loadRuleset(artifact);
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol === "http:" || url?.protocol === "https:") return url;
  throw new UsageError(
    `${JSON.stringify(text)} is no address of a page`,
    "expected one such as http://127.0.0.1:4321/",
  );
}

function choosePage(
  ruleset: Ruleset,
  { url, named }: { readonly url: URL; readonly named: string | undefined },
): string {
  const known = ruleset.artifact.pages.map(({ id }) => id);
  if (named !== undefined) {
    if (known.includes(named)) return named;
    throw new UsageError(
      `there is no page ${JSON.stringify(named)}`,
      `one of ${known.join(", ")}`,
      {
        name: named,
        known,
      },
    );
  }
  const found = findPage(ruleset, url.pathname);
  if (found !== null) return found;
  throw new UsageError(
    `no page of the rules has the path ${url.pathname}`,
    `name it with --page, one of ${known.join(", ")}`,
  );
}

function parseSlots(given: string | undefined, { artifact }: Ruleset): readonly string[] {
  const slots = (given ?? "").split(",").flatMap((slot) => slot.trim() || []);
  const known = Object.keys(artifact.slots);
  const unknown = slots.find((slot) => !known.includes(slot));
  if (unknown === undefined) return slots;
  throw new UsageError(
    `there is no slot ${JSON.stringify(unknown)}`,
    `one of ${known.join(", ")}`,
    {
      name: unknown,
      known,
    },
  );
}

function parseCount(option: string, text: string): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count > 0) return count;
  throw new UsageError(`${option} ${JSON.stringify(text)} is no count`, "expected 1 or more");
}

function warnOf(
  extents: readonly Extent[],
  { plan, slots }: { readonly plan: Rounds; readonly slots: readonly string[] },
  terminal: Terminal,
): void {
  const warn = (text: string) => terminal.warn(`${paint(terminal, "warning", "warning")} ${text}`);
  const seen = new Set(extents.map(({ slot }) => slot));
  const [first] = plan.rounds;
  const meant = slots.length > 0 ? slots : Object.keys(first ?? {});
  for (const slot of meant.filter((each) => !seen.has(each))) {
    warn(`the page has no element with data-facet="${slot}"`);
  }
  for (const slot of new Set(extents.filter(({ isInline }) => isInline).map((each) => each.slot))) {
    warn(`[data-facet="${slot}"] is inline, so a least height does nothing: make it a block`);
  }
  for (const { slot, looked, total } of plan.cut) {
    warn(`of ${total} outcomes of ${slot} the first ${looked} were looked at: see --limit`);
  }
}

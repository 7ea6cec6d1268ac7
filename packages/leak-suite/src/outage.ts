import { setTimeout as sleep } from "node:timers/promises";
import { FAULTS } from "./faulty-api.ts";
import type { Fault, FaultyApi } from "./faulty-api.ts";
import { DEFAULT_HEADLINES, ENTRANCES, PAGE_PATHS } from "./site.ts";
import type { PagePaths } from "./site.ts";
import { createVisitor } from "./visitor.ts";
import type { Visitor } from "./visitor.ts";

/** What to run the outages against. */
export interface OutageSuiteOptions {
  /** Origin of the app. Its service is `api`. */
  readonly origin: string;
  readonly api: FaultyApi;
  /** All that the app wrote so far. */
  readonly output: () => string;
  /** Where the app shows the pages. Default: as the suite's rule set has them. */
  readonly paths?: PagePaths;
  /** What the shared page shows when nothing decided. Default: the rule set's own default. */
  readonly defaultHeadline?: string;
}

/** How one fault went. */
export interface OutageRow {
  readonly fault: Fault;
  /** Pages asked for while it lasted. */
  readonly pages: number;
  /** Those that answered 200 with the default content. */
  readonly withDefaults: number;
  /** Longest wait for a page. */
  readonly slowestMs: number;
  /** Lines that the app wrote about it. Outages less than ten seconds apart are one. */
  readonly logLines: number;
  /** Whether the page was personal again once the service was well. */
  readonly recovered: boolean;
}

const PAGES_AT_ONCE = 8;
const ROUNDS = 3;
const RECOVERY_TIMEOUT_MS = 15_000;
const POLL_MS = 100;

/** Lets the service fail in every way, one after the other, and tells what visitors of the app saw. */
export async function runOutageSuite(options: OutageSuiteOptions): Promise<readonly OutageRow[]> {
  const rows: OutageRow[] = [];
  for (const fault of FAULTS) rows.push(await suffer(fault, options));
  return rows;
}

/**
 * What went wrong, in words; empty where every page had its default content, the app wrote one line
 * for an outage, and pages were personal again after each.
 *
 * @param output All that the app wrote: where the machine is busy, its one line may be older than
 * the first fault.
 */
export function describeOutages(rows: readonly OutageRow[], output: string): readonly string[] {
  const problems = rows.flatMap(({ fault, pages, withDefaults, recovered, logLines }) => [
    ...(withDefaults === pages
      ? []
      : [`${fault}: ${pages - withDefaults} of ${pages} pages without their default content`]),
    ...(logLines <= 1 ? [] : [`${fault}: ${logLines} lines in the log, expected at most one`]),
    ...(recovered ? [] : [`${fault}: pages stayed default once the service was well`]),
  ]);
  return countLines(output) > 0
    ? problems
    : [...problems, "the app's log says nothing of any outage"];
}

async function suffer(fault: Fault, options: OutageSuiteOptions): Promise<OutageRow> {
  const { origin, api, output, paths = PAGE_PATHS } = options;
  const [entrance] = ENTRANCES;
  const query = new URLSearchParams(entrance?.query).toString();
  const path = `${paths.shared}?${query}`;
  const expected = options.defaultHeadline ?? DEFAULT_HEADLINES.shared;
  const linesBefore = countLines(output());

  await api.fail(fault);
  const views: View[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const visitors = Array.from({ length: PAGES_AT_ONCE }, () => createVisitor(origin, fault));
    views.push(...(await Promise.all(visitors.map((visitor) => view(visitor, path)))));
  }
  await api.fail("none");
  return {
    fault,
    pages: views.length,
    withDefaults: views.filter(({ status, body }) => status === 200 && body.includes(expected))
      .length,
    slowestMs: Math.round(Math.max(...views.map(({ tookMs }) => tookMs))),
    recovered: await becomesPersonal(createVisitor(origin, "patient"), {
      path,
      headline: entrance?.headline ?? "",
    }),
    logLines: countLines(output()) - linesBefore,
  };
}

interface View {
  readonly status: number;
  readonly body: string;
  readonly tookMs: number;
}

async function view(visitor: Visitor, path: string): Promise<View> {
  const startedAt = performance.now();
  const { status, body } = await visitor.ask({ path });
  return { status, body, tookMs: performance.now() - startedAt };
}

async function becomesPersonal(
  visitor: Visitor,
  { path, headline }: { readonly path: string; readonly headline: string },
): Promise<boolean> {
  const deadline = performance.now() + RECOVERY_TIMEOUT_MS;
  while (performance.now() < deadline) {
    if ((await view(visitor, path)).body.includes(headline)) return true;
    await sleep(POLL_MS);
  }
  return false;
}

/** Lines of the client about its service. */
function countLines(output: string): number {
  return output.split("\n").filter((line) => line.includes("facet: ")).length;
}

import { checkArms, checkContent } from "./checks/content.ts";
import { checkHeaders } from "./checks/headers.ts";
import { checkCookies, checkIds } from "./checks/identity.ts";
import type { Owners } from "./checks/identity.ts";
import { checkRenders, countHits } from "./checks/renders.ts";
import { checkStates } from "./checks/state.ts";
import type { Exchange } from "./exchange.ts";
import { createIdentify } from "./identify.ts";
import type { Identify } from "./identify.ts";
import type { Leak } from "./leak.ts";
import { meetPair } from "./pair.ts";
import { crowd, poison, repeat, warm } from "./plan.ts";
import type { LeakReport } from "./report.ts";
import { createRun } from "./run.ts";
import type { Run } from "./run.ts";
import { ENTRANCES, PAGE_PATHS } from "./site.ts";
import type { PagePaths } from "./site.ts";
import { stateCookies } from "./visitor.ts";
import type { Visitor } from "./visitor.ts";

/** What to run the suite against. */
export interface LeakSuiteOptions {
  /** Origin of the app, e.g. `http://127.0.0.1:4321`. It serves the suite's three pages. */
  readonly origin: string;
  /** Origin of the Facet service that the app asks, as `startFacet` gives it. */
  readonly api: string;
  /** Where the app shows the pages. Default: as the suite's rule set has them. */
  readonly paths?: PagePaths;
  /** Rounds of two visitors × two codes. Default 5. */
  readonly repeats?: number;
  /** Requests under way at once. Default 64. */
  readonly inFlight?: number;
  /** How often so many at once. Default 3. */
  readonly waves?: number;
  /** The share of repeats that must come from the cache, 0 to 1; 0: the app has none. Default 0.95. */
  readonly minHitRatio?: number;
}

/**
 * Asks an app for pages as two visitors and a crowd would, with ad ids and forged headers, and tells
 * whether anybody got what is another's.
 * @throws Error where the app or the service does not answer at all.
 */
export async function runLeakSuite(options: LeakSuiteOptions): Promise<LeakReport> {
  const { origin, api, paths = PAGE_PATHS, minHitRatio = 0.95 } = options;
  const identify = createIdentify(api);
  const pair = await meetPair({ origin, path: paths.static, identify });
  const run = createRun({ origin, paths, pair });
  await poison(run);
  await warm(run);
  await repeat(run, options.repeats ?? 5);
  await run.book(run.pair[0]);
  for (let wave = 0; wave < (options.waves ?? 3); wave++) {
    await crowd(run, options.inFlight ?? 64);
  }
  await fetchStates(run);
  const owners = await findOwners(run.exchanges, identify);
  const arms = await findArms(run.visitors, identify);
  return judge(run, { owners, arms, minHitRatio });
}

async function fetchStates(run: Run): Promise<void> {
  const visitors = [...run.pair, run.newcomer()];
  await Promise.all(
    ENTRANCES.slice(0, 4).flatMap((entrance) =>
      visitors.map((visitor) => run.fetchState(visitor, entrance)),
    ),
  );
}

async function findOwners(exchanges: readonly Exchange[], identify: Identify): Promise<Owners> {
  const states = new Set(exchanges.flatMap(({ answer }) => stateCookies(answer.headers)));
  return new Map(
    await Promise.all([...states].map(async (state) => [state, await identify(state)] as const)),
  );
}

/** The buttons that visitors with a cookie must see, by their names. */
async function findArms(
  visitors: readonly Visitor[],
  identify: Identify,
): Promise<ReadonlyMap<string, string>> {
  const arms = await Promise.all(
    visitors.map(async (visitor) => {
      const state = visitor.state();
      return state === undefined ? [] : [[visitor.name, (await identify(state)).button] as const];
    }),
  );
  return new Map(arms.flat());
}

function judge(
  { exchanges, states }: Run,
  {
    owners,
    arms,
    minHitRatio,
  }: {
    readonly owners: Owners;
    readonly arms: ReadonlyMap<string, string>;
    readonly minHitRatio: number;
  },
): LeakReport {
  const count = countHits(exchanges);
  const hitRatio = count.repeats === 0 ? 0 : count.hits / count.repeats;
  const leaks: readonly Leak[] = [
    ...checkContent(exchanges),
    ...checkArms(exchanges, arms),
    ...checkCookies(exchanges, owners),
    ...checkIds([...exchanges, ...states], owners),
    ...checkHeaders(exchanges),
    ...checkStates(states),
    ...(minHitRatio > 0 ? checkRenders(exchanges) : []),
  ];
  const isCold = hitRatio < minHitRatio;
  const cold: Leak = {
    kind: "cold-cache",
    where: `${count.repeats} repeats`,
    expected: `at least ${minHitRatio} of them from the cache`,
    got: hitRatio.toFixed(3),
  };
  return {
    requests: exchanges.length + states.length,
    visitors: new Set(exchanges.map(({ visitor }) => visitor)).size,
    ...count,
    hitRatio,
    leaks: isCold ? [...leaks, cold] : leaks,
  };
}

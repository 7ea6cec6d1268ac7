import { expect } from "vitest";
import {
  describeOutages,
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startFaultyApi,
  startSharedCache,
} from "@facet/leak-suite";
import type { LeakSuiteOptions, RunningServer } from "@facet/leak-suite";

const TIMEOUT_MS = 250;

/** Starts an app against the service at `api`. */
export type StartApp = (
  api: string,
  env: Readonly<Record<string, string>>,
) => Promise<RunningServer>;

/** Nobody gets what is another's, and a cached rendering serves all who may have it. */
export async function expectNoLeaks(options: LeakSuiteOptions): Promise<void> {
  const report = await runLeakSuite(options);
  expect(report.leaks, describeReport(report)).toEqual([]);
}

/** A cache in front, which goes by the standard alone, keeps nothing that a code decides. */
export async function expectNoLeaksThroughCache(options: LeakSuiteOptions): Promise<void> {
  const cache = await startSharedCache(options.origin);
  try {
    await expectNoLeaks({ ...options, origin: cache.origin });
    expect(cache.hits()).toBeGreaterThan(0);
  } finally {
    await cache.close();
  }
}

/**
 * While its service fails in every way, an app shows its defaults, says so once, and recovers.
 *
 * @param options `api`: origin of a service that is well; `start` starts the app to try.
 */
export async function expectDefaultsInOutages({
  api,
  start,
}: {
  readonly api: string;
  readonly start: StartApp;
}): Promise<void> {
  const failing = await startFaultyApi(api);
  try {
    const app = await start(failing.origin, { FACET_TIMEOUT_MS: `${TIMEOUT_MS}` });
    try {
      const { origin, output } = app;
      const rows = await runOutageSuite({ origin, api: failing, output });
      expect(describeOutages(rows, output())).toEqual([]);
    } finally {
      await app.close();
    }
  } finally {
    await failing.close();
  }
}

import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildScripts,
  describeOutages,
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startExample,
  startFacet,
  startFaultyApi,
  startSharedCache,
} from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const EXAMPLE = {
  dir: fileURLToPath(new URL("..", import.meta.url)),
  command: ["node", "--conditions=@facet/source", "src/server.ts"],
} as const;

let facet: RunningServer;

beforeAll(async () => {
  await buildScripts();
  facet = await startFacet();
});
afterAll(() => facet.close());

describe("the Express example", () => {
  it("gives nobody what is another's, and renders a code once", { timeout: 120_000 }, async () => {
    const app = await startExample({ ...EXAMPLE, api: facet.origin });
    try {
      const report = await runLeakSuite({ origin: app.origin, api: facet.origin });
      expect(report.leaks, describeReport(report)).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it("keeps its visitors apart where codes are signed, too", { timeout: 120_000 }, async () => {
    const env = { FACET_CODE_SECRET: "a secret of thirty-two letters at least" };
    const signing = await startFacet({ env });
    const app = await startExample({ ...EXAMPLE, api: signing.origin, env });
    try {
      const report = await runLeakSuite({ origin: app.origin, api: signing.origin });
      expect(report.leaks, describeReport(report)).toEqual([]);
    } finally {
      await app.close();
      await signing.close();
    }
  });

  it("lets a cache in front keep nothing that a code decides", { timeout: 120_000 }, async () => {
    const app = await startExample({ ...EXAMPLE, api: facet.origin });
    const cache = await startSharedCache(app.origin);
    try {
      const report = await runLeakSuite({ origin: cache.origin, api: facet.origin });
      expect(report.leaks, describeReport(report)).toEqual([]);
      expect(cache.hits()).toBeGreaterThan(0);
    } finally {
      await cache.close();
      await app.close();
    }
  });

  it(
    "shows the defaults while the service fails, says so once, and recovers",
    { timeout: 120_000 },
    async () => {
      const api = await startFaultyApi(facet.origin);
      const env = { FACET_TIMEOUT_MS: "250" };
      const app = await startExample({ ...EXAMPLE, api: api.origin, env });
      try {
        const rows = await runOutageSuite({ origin: app.origin, api, output: app.output });
        expect(describeOutages(rows)).toEqual([]);
      } finally {
        await app.close();
        await api.close();
      }
    },
  );
});

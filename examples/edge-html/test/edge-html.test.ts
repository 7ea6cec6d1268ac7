import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startExample,
  startFacet,
  startFaultyApi,
} from "@facet/leak-suite";
import type { FaultyApi, RunningServer } from "@facet/leak-suite";
import { hasRuntime } from "../../../compat/test/installed.ts";
import { runWorker } from "../../../plugins/edge-html/test/workerd/workerd.ts";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const PROXY = ["node", "--conditions=@facet/source", "src/server.ts"] as const;

let facet: RunningServer;
let api: FaultyApi;
let site: RunningServer;

beforeAll(async () => {
  facet = await startFacet();
  api = await startFaultyApi(facet.origin);
  site = await startExample({ dir: DIR, command: ["node", "src/origin.ts"], api: facet.origin });
});
afterAll(async () => {
  await site.close();
  await api.close();
  await facet.close();
});

describe("the edge-html example", () => {
  it("gives nobody what is another's, and fills a page once for a code", async () => {
    const env = { ORIGIN: site.origin };
    const app = await startExample({ dir: DIR, command: PROXY, api: facet.origin, env });
    try {
      const report = await runLeakSuite({ origin: app.origin, api: facet.origin });
      console.log(describeReport(report));
      expect(report.leaks, describeReport(report)).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it("shows the site as it is while the service fails, says so once, and recovers", async () => {
    const env = { ORIGIN: site.origin, FACET_TIMEOUT_MS: "250" };
    const app = await startExample({ dir: DIR, command: PROXY, api: api.origin, env });
    try {
      const rows = await runOutageSuite({ origin: app.origin, api, output: app.output });
      console.table(rows);
      for (const { fault, pages, withDefaults, recovered } of rows) {
        expect({ fault, withDefaults, recovered }).toEqual({
          fault,
          withDefaults: pages,
          recovered: true,
        });
      }
      // A machine that is busy may have said it once before the first fault.
      expect(app.output()).toContain("pages show their default content until it answers");
      expect(Math.max(...rows.map(({ logLines }) => logLines))).toBeLessThanOrEqual(1);
    } finally {
      await app.close();
    }
  });

  it.skipIf(!hasRuntime("workerd"))(
    "gives nobody what is another's in workerd either",
    async () => {
      const app = await runWorker({
        entry: new URL("../src/worker.ts", import.meta.url),
        bindings: { ORIGIN: site.origin, FACET_API: facet.origin, FACET_TIMEOUT_MS: "5000" },
      });
      try {
        const report = await runLeakSuite({ origin: app.url, api: facet.origin });
        console.log(describeReport(report));
        expect(report.leaks, `${describeReport(report)}\n${app.output()}`).toEqual([]);
      } finally {
        await app.close();
      }
    },
  );
});

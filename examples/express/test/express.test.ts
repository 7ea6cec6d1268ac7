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

const EXAMPLE = {
  dir: fileURLToPath(new URL("..", import.meta.url)),
  command: ["node", "--conditions=@facet/source", "src/server.ts"],
} as const;

let facet: RunningServer;
let api: FaultyApi;

beforeAll(async () => {
  facet = await startFacet();
  api = await startFaultyApi(facet.origin);
});
afterAll(async () => {
  await api.close();
  await facet.close();
});

describe("the Express example", () => {
  it("gives nobody what is another's, and renders a code once", async () => {
    const app = await startExample({ ...EXAMPLE, api: facet.origin });
    try {
      const report = await runLeakSuite({ origin: app.origin, api: facet.origin });
      expect(report.leaks, describeReport(report)).toEqual([]);
    } finally {
      await app.close();
    }
  });

  it("shows the defaults while the service fails, says so once, and recovers", async () => {
    const env = { FACET_TIMEOUT_MS: "250" };
    const app = await startExample({ ...EXAMPLE, api: api.origin, env });
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
    } finally {
      await app.close();
    }
  });
});

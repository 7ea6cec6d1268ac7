import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startExample,
  startFacet,
  startFaultyApi,
  buildWorkspaces,
} from "@facet/leak-suite";
import type { FaultyApi, RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const NUXT = fileURLToPath(new URL("../../../node_modules/.bin/nuxt", import.meta.url));
const EXAMPLE = { dir: DIR, command: ["node", ".output/server/index.mjs"] } as const;

let facet: RunningServer;
let api: FaultyApi;

beforeAll(async () => {
  await buildWorkspaces();
  await promisify(execFile)(process.execPath, [NUXT, "build"], {
    cwd: DIR,
    env: { ...process.env, NUXT_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  facet = await startFacet();
  api = await startFaultyApi(facet.origin);
}, 240_000);
afterAll(async () => {
  await api.close();
  await facet.close();
});

describe("the Nuxt example, built", () => {
  it("gives nobody what is another's, and renders a code once", async () => {
    const app = await startExample({ ...EXAMPLE, api: facet.origin });
    try {
      const report = await runLeakSuite({ origin: app.origin, api: facet.origin });
      console.log(describeReport(report));
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
      expect(rows.reduce((lines, row) => lines + row.logLines, 0)).toBeGreaterThan(0);
      expect(Math.max(...rows.map(({ logLines }) => logLines))).toBe(1);
    } finally {
      await app.close();
    }
  });
});

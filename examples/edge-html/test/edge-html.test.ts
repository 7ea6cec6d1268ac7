import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, it } from "vitest";
import { startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { hasRuntime } from "../../../compat/test/installed.ts";
import {
  expectDefaultsInOutages,
  expectNoLeaks,
} from "../../../packages/leak-suite/test/claims.ts";
import type { StartApp } from "../../../packages/leak-suite/test/claims.ts";
import { runWorker } from "../../../plugins/edge-html/test/workerd/workerd.ts";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const PROXY = ["node", "--conditions=@facet/source", "src/server.ts"] as const;

let facet: RunningServer;
let site: RunningServer;

beforeAll(async () => {
  facet = await startFacet();
  site = await startExample({ dir: DIR, command: ["node", "src/origin.ts"], api: facet.origin });
});
afterAll(async () => {
  await site.close();
  await facet.close();
});

const startProxy: StartApp = (api, env) =>
  startExample({ dir: DIR, command: PROXY, api, env: { ORIGIN: site.origin, ...env } });

describe("the edge-html example", { timeout: 120_000 }, () => {
  it("gives nobody what is another's, and fills a page once for a code", async () => {
    const app = await startProxy(facet.origin, {});
    try {
      await expectNoLeaks({ origin: app.origin, api: facet.origin });
    } finally {
      await app.close();
    }
  });

  it("shows the site as it is while the service fails, says so once, and recovers", () =>
    expectDefaultsInOutages({ api: facet.origin, start: startProxy }));

  it.skipIf(!hasRuntime("workerd"))(
    "gives nobody what is another's in workerd either",
    async () => {
      const app = await runWorker({
        entry: new URL("../src/worker.ts", import.meta.url),
        bindings: { ORIGIN: site.origin, FACET_API: facet.origin, FACET_TIMEOUT_MS: "5000" },
      });
      try {
        await expectNoLeaks({ origin: app.url, api: facet.origin });
      } finally {
        await app.close();
      }
    },
  );
});

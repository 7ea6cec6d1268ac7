import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  buildScripts,
  describeReport,
  freePort,
  runLeakSuite,
  startExample,
  startFacet,
} from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { startTap } from "./origin.ts";
import type { Arrived, Origin } from "./origin.ts";
import { describeBehind, PROXIES, startProxy } from "./proxies.ts";
import type { RunningProxy } from "./proxies.ts";

const FACET_CODE_SECRET = "a secret of thirty-two letters at least";
const EXPRESS = {
  dir: fileURLToPath(new URL("../../../../examples/express", import.meta.url)),
  command: ["node", "--conditions=@facet/source", "src/server.ts"],
} as const;

for (const name of PROXIES) {
  describeBehind(name, () => {
    let facet: RunningServer;
    let app: RunningServer;
    let tap: Origin;
    let proxy: RunningProxy;
    beforeAll(async () => {
      await buildScripts();
      facet = await startFacet({ env: { FACET_CODE_SECRET } });
      const port = await freePort();
      const env = { FACET_CODE_SECRET, FACET_SITE: `http://127.0.0.1:${port}` };
      app = await startExample({ ...EXPRESS, api: facet.origin, env });
      tap = await startTap(app.origin);
      proxy = await startProxy(name, { origin: tap.url, port, patienceSeconds: 20 });
    });
    afterAll(async () => {
      await proxy?.close();
      await tap?.close();
      await app?.close();
      await facet?.close();
    });

    it(
      "gives nobody what is another's, and asks the app for the page of a code, not of a click",
      { timeout: 120_000 },
      async () => {
        const { leaks, ...report } = await runLeakSuite({
          origin: proxy.origin,
          api: facet.origin,
        });
        expect(leaks, describeReport({ leaks, ...report })).toEqual([]);
        const isShared = ({ headers }: Arrived) => /^[0-9a-z]+-/.test(`${headers["facet-key"]}`);
        const shared = tap.pages().filter(isShared);
        const asked = shared.map(({ url, headers }) => `${url} ${headers["facet-key"]}`);
        // The app has a cache of its own; what counts here is what came as far as the app. Cloudflare's
        // cache lets all through who ask for a page while it is being rendered.
        const most = name === "cloudflare" ? 5 : 1.05;
        expect(asked.length).toBeLessThanOrEqual(new Set(asked).size * most);
        expect(report.repeats).toBeGreaterThan(200);
        // No query, no cookie: nothing of one visitor can be in a page for many.
        expect(shared.filter(({ url }) => url !== "/" && url !== "/about")).toEqual([]);
        expect(shared.filter(({ headers }) => headers.cookie !== undefined)).toEqual([]);
        const own = tap.pages().filter((page) => !isShared(page));
        expect(new Set(own.map(({ url }) => url))).toEqual(new Set(["/account"]));
      },
    );
  });
}

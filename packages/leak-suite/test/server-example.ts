import { afterAll, beforeAll, describe, it } from "vitest";
import { buildScripts, startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { expectDefaultsInOutages, expectNoLeaks, expectNoLeaksThroughCache } from "./claims.ts";

const CODE_SECRET = "a secret of thirty-two letters at least";
const TIMEOUT_MS = 120_000;

/**
 * What an example for a plain server must do, tried on a real service.
 *
 * @param dir Its folder, absolute; `src/server.ts` in it starts it.
 */
export function describeServerExample(name: string, dir: string): void {
  describe(name, { timeout: TIMEOUT_MS }, () => {
    let facet: RunningServer;

    beforeAll(async () => {
      await buildScripts();
      facet = await startFacet();
    });
    afterAll(() => facet.close());

    const start = (api: string, env: Readonly<Record<string, string>> = {}) =>
      startExample({
        dir,
        command: [process.execPath, "--conditions=@facet/source", "src/server.ts"],
        api,
        env,
      });

    it("gives nobody what is another's, and renders a code once", async () => {
      const app = await start(facet.origin);
      try {
        await expectNoLeaks({ origin: app.origin, api: facet.origin });
      } finally {
        await app.close();
      }
    });

    it("keeps its visitors apart where codes are signed, too", async () => {
      const env = { FACET_CODE_SECRET: CODE_SECRET };
      const signing = await startFacet({ env });
      const app = await start(signing.origin, env);
      try {
        await expectNoLeaks({ origin: app.origin, api: signing.origin });
      } finally {
        await app.close();
        await signing.close();
      }
    });

    it("lets a cache in front keep nothing that a code decides", async () => {
      const app = await start(facet.origin);
      try {
        await expectNoLeaksThroughCache({ origin: app.origin, api: facet.origin });
      } finally {
        await app.close();
      }
    });

    it("shows the defaults while the service fails, says so once, and recovers", () =>
      expectDefaultsInOutages({ api: facet.origin, start }));
  });
}

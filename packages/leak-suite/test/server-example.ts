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

    /** Runs `claim` on an app of its own. */
    async function tryOn(
      claim: (origins: { readonly origin: string; readonly api: string }) => Promise<void>,
      options: { readonly api: string; readonly env?: Readonly<Record<string, string>> },
    ): Promise<void> {
      const { api, env } = options;
      const app = await start(api, env);
      try {
        await claim({ origin: app.origin, api });
      } finally {
        await app.close();
      }
    }

    it("gives nobody what is another's, and renders a code once", () =>
      tryOn(expectNoLeaks, { api: facet.origin }));

    it("keeps its visitors apart where codes are signed, too", async () => {
      const env = { FACET_CODE_SECRET: CODE_SECRET };
      const signing = await startFacet({ env });
      try {
        await tryOn(expectNoLeaks, { api: signing.origin, env });
      } finally {
        await signing.close();
      }
    });

    it("lets a cache in front keep nothing that a code decides", () =>
      tryOn(expectNoLeaksThroughCache, { api: facet.origin }));

    it("shows the defaults while the service fails, says so once, and recovers", () =>
      expectDefaultsInOutages({ api: facet.origin, start }));
  });
}

import { it } from "vitest";
import type { RunningServer } from "@facet/leak-suite";
import { expectDefaultsInOutages, expectNoLeaks } from "./claims.ts";
import type { StartApp } from "./claims.ts";

const TIMEOUT_MS = 120_000;

/** A site and the service it runs on, once they run. */
export interface AnySite {
  readonly facet: () => RunningServer;
  readonly site: () => RunningServer;
  /** Starts the same site on another service. */
  readonly start: StartApp;
}

/** Tests for the suite of any site that keeps pages: what visitors get of each other, and in outages. */
export function itServesVisitors({ facet, site, start }: AnySite): void {
  it("gives nobody what is another's, and renders a code once", { timeout: TIMEOUT_MS }, () =>
    expectNoLeaks({ origin: site().origin, api: facet().origin }),
  );

  it(
    "shows its own content while the service fails, says so once, and recovers",
    { timeout: TIMEOUT_MS },
    () => expectDefaultsInOutages({ api: facet().origin, start }),
  );
}

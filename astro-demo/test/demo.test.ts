import { afterAll, beforeAll, describe } from "vitest";
import { describeInChromium } from "../../plugins/browser/test/chromium.ts";
import { describeAbuse } from "./abuse.suite.ts";
import { describeBrowser } from "./browser.suite.ts";
import { buildDemo, removeBuild } from "./demo.ts";
import { describeHtml } from "./html.suite.ts";
import { describeLeads } from "./leads.suite.ts";
import { describeVisits } from "./visits.suite.ts";

// One file, because the suites share one build.
describe("the demo", () => {
  beforeAll(buildDemo, 120_000);
  afterAll(removeBuild);

  describeHtml();
  describeAbuse();
  describeInChromium("with Chromium", describeBrowser);
  describeInChromium("leads, with Chromium", describeLeads);
  describeInChromium("visits, with Chromium", describeVisits);
});

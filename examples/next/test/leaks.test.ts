import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeReport, runLeakSuite, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { buildSite, startSite } from "./site.ts";

let service: RunningServer;
let site: RunningServer;

beforeAll(async () => {
  service = await startFacet();
  await buildSite(service.origin);
  site = await startSite(service.origin);
}, 180_000);

afterAll(async () => {
  await site?.close();
  await service?.close();
});

describe("a Next site built for production", () => {
  it("gives nobody what is another's, and renders a code once", async () => {
    const report = await runLeakSuite({ origin: site.origin, api: service.origin });
    expect(report.leaks, describeReport(report)).toEqual([]);
    console.log(describeReport(report));
  });
});

import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLeakSuite, startExample, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("fixture-naive/", import.meta.url));
const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));

describe("a site that decides in a plain middleware, behind Astro's cache", () => {
  let facet: RunningServer;
  let site: RunningServer;

  beforeAll(async () => {
    const args = ["--conditions=@facet/source", ASTRO, "build"];
    const env = { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" };
    facet = await startFacet();
    await promisify(execFile)(process.execPath, args, { cwd: DIR, env });
    const command = [process.execPath, "dist/server/entry.mjs"] as const;
    site = await startExample({ dir: DIR, command, api: facet.origin });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await facet?.close();
  });

  it("gives visitors what is another's, and the suite sees it", async () => {
    const { leaks } = await runLeakSuite({ origin: site.origin, api: facet.origin, waves: 1 });
    const kinds = leaks.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["stored-private", "foreign-arm"]));
  }, 60_000);
});

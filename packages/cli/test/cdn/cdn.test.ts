import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { RECIPES } from "../../src/cdn/recipes.ts";
import { facet } from "../harness.ts";

const NAMES = [...RECIPES.keys()];
const SITE = ["--site", "https://okna.example", "--origin", "http://10.0.0.7:8080"];

describe("facet cdn", () => {
  it("has a recipe for each of these", () => {
    expect(NAMES).toEqual(["cloudflare", "fastly", "netlify", "nginx", "varnish", "vercel"]);
  });

  it.each(NAMES)("prints the recipe for %s alone on standard output", async (name) => {
    const { code, out, err } = await facet(["cdn", name, ...SITE]);
    expect(code).toBe(0);
    expect(out).toContain("okna.example");
    expect(out).toContain("FACET_CODE_SECRET");
    expect(out).toContain("/~facet/gate");
    expect(err).toMatch(/^Put it into /);
  });

  it.each(["cloudflare", "netlify", "vercel"])("prints a module for %s", async (name) => {
    const { out } = await facet(["cdn", name, ...SITE, "--page", "/", "--page", "/a.b/*"]);
    const checked = spawnSync(process.execPath, ["--input-type=module", "--check"], { input: out });
    expect(checked.stderr.toString()).toBe("");
  });

  it("puts the origin and the site's own addresses in", async () => {
    const { out } = await facet(["cdn", "nginx", ...SITE]);
    expect(out).toContain("server 10.0.0.7:8080;");
    expect(out).toContain("listen 443 ssl;");
    expect(out).toContain("X-Original-URL https://okna.example$request_uri;");
  });

  it("asks about the named pages alone", async () => {
    const { out } = await facet(["cdn", "nginx", ...SITE, "--page", "/", "--page", "/a.b/*"]);
    expect(out).toContain(String.raw`location ~ "^(?:/|/a\.b/.*)$" {`);
  });

  it("suggests a name for one that it does not know", async () => {
    const { code, err } = await facet(["cdn", "vernish"]);
    expect(code).toBe(2);
    expect(err).toContain('there is no recipe for "vernish"');
    expect(err).toContain("varnish");
    expect((await facet(["cdn", "apache"])).err).toContain(NAMES.join(", "));
  });

  it.each([
    ["--page", "windows"],
    ["--page", '/a"; return 200 "'],
    ["--page", "/a\nserver {"],
    ["--page", "/a{1}"],
    ["--site", "okna.example"],
    ["--site", "https://okna.example/path"],
    ["--origin", "unix:/tmp/app.sock"],
  ])("refuses %s %j", async (option, value) => {
    const { code, out, err } = await facet(["cdn", "nginx", option, value]);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/expected/);
  });
});

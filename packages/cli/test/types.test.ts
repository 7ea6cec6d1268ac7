import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import process from "node:process";
import { afterAll, beforeAll, expect, test } from "vitest";
import { RULES, facet } from "./harness.ts";

const MODULES = resolve(import.meta.dirname, "../../../node_modules");
const site = mkdtempSync(join(tmpdir(), "facet-types-"));

beforeAll(async () => {
  symlinkSync(MODULES, join(site, "node_modules"), "dir");
  writeFileSync(join(site, "package.json"), '{ "type": "module" }');
  const compilerOptions = {
    strict: true,
    noEmit: true,
    module: "nodenext",
    target: "es2024",
    lib: ["es2024", "dom", "dom.iterable"],
    types: [],
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    customConditions: ["@facet/source"],
  };
  writeFileSync(join(site, "tsconfig.json"), JSON.stringify({ compilerOptions }));
  await facet(["types", "--rules", RULES, "--out", join(site, "facet.d.ts")]);
});
afterAll(() => rmSync(site, { recursive: true }));

const page = (code: string): string => `
import { slot, type FacetResult, type PageFacet } from "@facet/client";
export async function page({ decision }: FacetResult, facet: PageFacet) {
${code}
}`;

test("a site with the types that facet types writes has slots of their own types, and no others", () => {
  const good = `
const headline: string | null = slot(decision, "hero.headline", "Windows");
const href: string | undefined = facet.slot("hero.cta")?.href;
return { headline, href };`;
  const bad = `
const headline = slot(decision, "hero.headline", 5);
return { headline, misspelt: facet.slot("hero.hedline") };`;
  writeFileSync(join(site, "good.ts"), page(good));
  writeFileSync(join(site, "bad.ts"), page(bad));
  const tsc = join(MODULES, "typescript-7/bin/tsc");
  const said = spawnSync(process.execPath, [tsc, "-p", site], { encoding: "utf8" }).stdout;
  const errors = said.split("\n").filter((line) => line.includes(": error "));
  expect(errors).toHaveLength(2);
  expect(errors[0]).toMatch(/bad\.ts\(5,\d+\): .*'number' is not assignable to .*'string'/);
  expect(errors[1]).toMatch(/bad\.ts\(6,\d+\): .*"hero\.hedline"/);
});

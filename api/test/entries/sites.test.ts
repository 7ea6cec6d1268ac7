import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openSites, siteFolders } from "../../src/entries/node/sites.ts";
import { createTestLog } from "../fixtures/app.ts";

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true });
});

/** A folder with these files. */
function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "facet-sites-"));
  made.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const site = (id: string): string =>
  `version: 1\nsite: ${id}\nlocales: [en]\nslots:\n  a.b: { type: text, default: "x" }\npages:\n  home: { path: /, slots: [a.b] }\n`;

async function open(rules: string) {
  const log = createTestLog();
  const { sites, close } = await openSites({ rules, watch: false, log });
  await close();
  return { sites, log };
}

describe("the rules folder", () => {
  it("may be one site's", async () => {
    const rules = folderOf({ "site.yaml": site("okna"), "offers/site.txt": "" });
    expect(await siteFolders(rules)).toEqual([rules]);
    const { sites } = await open(rules);
    expect(sites.list().map(({ id }) => id)).toEqual(["okna"]);
    expect(sites.find("doors")).toBeUndefined();
  });

  it("may be one of such folders, each loaded by itself", async () => {
    const rules = folderOf({
      "b/site.yaml": site("okna"),
      "a/site.yml": site("doors"),
      "c/site.yaml": "version: 1\nsite: [",
      "notes/readme.yaml": "",
      "readme.txt": "",
    });
    const { sites } = await open(rules);
    expect(sites.list().map(({ id }) => id)).toEqual(["doors", "okna", "c"]);
    expect(sites.find("c")?.rulesets.reload().state).toBe("failed");
    expect(sites.find("okna")?.rulesets.reload().state).toBe("ok");
  });

  it("tells of two folders with one site, and serves the first", async () => {
    const rules = folderOf({ "a/site.yaml": site("okna"), "b/site.yaml": site("okna") });
    const { sites, log } = await open(rules);
    expect(sites.list().map(({ rulesets }) => rulesets.reload().state)).toEqual(["ok", "failed"]);
    expect(sites.list()[1]?.rulesets.reload().problems[0]?.message).toContain("folders a and b");
    expect(sites.find("okna")?.rulesets.current()).toBeDefined();
    expect(log.lines.some((line) => line.startsWith("error"))).toBe(true);
  });

  it("may have its site in a folder of its own, beside the rules", async () => {
    const rules = folderOf({ "about/site.yaml": site("okna") });
    expect(await siteFolders(rules)).toEqual([rules]);
    expect((await open(rules)).sites.find("okna")).toBeDefined();
  });

  it("may be missing: the one site that may come is found by any id", async () => {
    const { sites } = await open("/nowhere/at/all");
    expect(sites.list()).toHaveLength(1);
    expect(sites.find("okna")?.rulesets.current()).toBeUndefined();
  });
});

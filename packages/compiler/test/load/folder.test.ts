import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readRulesFolder, RulesFolderError } from "../../src/load/folder.ts";
import { parseRules } from "../../src/load/index.ts";

let dir = "";
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), "rules-"));
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
});

test("rule files of all depths are read, and nothing else", async () => {
  const root = join(dir, "some");
  const files = [
    "site.yaml",
    "content/deep/a.yml",
    "keywords/a.csv",
    "keywords/b.TSV",
    "keywords/c.txt",
    "d.xlsx",
  ];
  const others = ["README.md", ".git/a.yaml", "node_modules/x/a.yaml", ".hidden.yaml", "photo.jpg"];
  for (const file of [...files, ...others]) {
    await mkdir(join(root, file, ".."), { recursive: true });
    await writeFile(join(root, file), file);
  }
  await symlink("..", join(root, "content", "up"));
  await symlink("nowhere.yaml", join(root, "lost.yaml"));
  const read = await readRulesFolder(root);
  expect([...read.keys()]).toEqual([...files].sort());
  expect(new TextDecoder().decode(read.get("site.yaml") as Uint8Array)).toBe("site.yaml");
});

test("a linked folder and a linked file are followed", async () => {
  const root = join(dir, "linked");
  await mkdir(join(dir, "elsewhere"), { recursive: true });
  await mkdir(root);
  await writeFile(join(dir, "elsewhere", "site.yaml"), "site: a\n");
  await symlink(join(dir, "elsewhere"), join(root, "shared"));
  expect([...(await readRulesFolder(root)).keys()]).toEqual(["shared/site.yaml"]);
});

test("of a huge file only so much is read that it is reported", async () => {
  const root = join(dir, "huge");
  await mkdir(root);
  await writeFile(join(root, "site.yaml"), "a: b\n".repeat(2_000_000));
  const files = await readRulesFolder(root);
  expect(files.get("site.yaml")?.length).toBeLessThan(7_000_000);
  expect(parseRules(files).problems).toMatchObject([{ file: "site.yaml", code: "too-large" }]);
});

test.skipIf(!existsSync("/proc/self/mem"))(
  "a file that cannot be read is never left out",
  async () => {
    const root = join(dir, "torn");
    await mkdir(join(root, "content"), { recursive: true });
    await writeFile(join(root, "site.yaml"), "site: a\n");
    // Reading it fails for every user, root included.
    await symlink("/proc/self/mem", join(root, "content", "okna.yaml"));
    await expect(readRulesFolder(root)).rejects.toSatisfy(
      (error) => error instanceof RulesFolderError && error.code === "unreadable",
    );
    await expect(readRulesFolder(root)).rejects.toThrow(/content\/okna\.yaml cannot be read \(EIO/);
  },
);

test("a folder that is not there, or is a file, is an error that names it", async () => {
  await expect(readRulesFolder(join(dir, "nope"))).rejects.toThrow(
    /there is no rules folder .*nope/,
  );
  await writeFile(join(dir, "file"), "");
  await expect(readRulesFolder(join(dir, "file"))).rejects.toSatisfy(
    (error) => error instanceof RulesFolderError && error.code === "not-a-folder",
  );
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RulesetArtifact } from "@facet/engine";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFolderSource } from "../../src/rulesets/folder.ts";
import type { CompiledRules, RulesetProblem, RulesetSource } from "../../src/rulesets/source.ts";
import { createTestLog, testApp } from "../fixtures/app.ts";
import { artifact } from "../fixtures/ruleset.ts";

let folder: string;
let source: RulesetSource | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "facet-rules-"));
});
afterEach(async () => {
  await source?.close();
  rmSync(folder, { recursive: true, force: true });
});

const problem: RulesetProblem = {
  file: "site.yaml",
  line: 3,
  column: 5,
  severity: "error",
  code: "unknown-key",
  message: 'unknown key "slot"',
};

/** A compiler of one file: a headline, or `broken`. */
async function compile(): Promise<CompiledRules> {
  const text = readFileSync(join(folder, "headline.txt"), "utf8");
  if (text === "broken") return { problems: [problem] };
  const slots = {
    ...artifact.slots,
    "hero.headline": { type: "text", default: { en: { value: text } } },
  } as const;
  const compiled: RulesetArtifact = { ...artifact, slots, revision: `r_${text}` };
  return { artifact: compiled, problems: [] };
}

const write = (text: string): void => writeFileSync(join(folder, "headline.txt"), text);
const revision = (): string | undefined => source?.current()?.artifact.revision;

describe("a rules folder", () => {
  it("is served as it is, and anew when it is edited", async () => {
    write("one");
    source = await createFolderSource({ folder, compile, log: createTestLog() });
    const app = await testApp({ rulesets: source });
    const headline = async () =>
      (await app.decide({ page: "okna" })).slots["hero.headline"]?.content;
    expect(await headline()).toBe("one");
    await vi.waitFor(
      async () => {
        write("two");
        expect(await headline()).toBe("two");
      },
      { timeout: 5_000, interval: 200 },
    );
  });

  it("keeps the last good rule set through a broken edit, and says so", async () => {
    write("one");
    const log = createTestLog();
    source = await createFolderSource({ folder, compile, log });
    const app = await testApp({ rulesets: source });
    await vi.waitFor(
      () => {
        write("broken");
        expect(source?.reload().state).toBe("held-back");
      },
      { timeout: 5_000, interval: 200 },
    );
    expect((await app.decide({ page: "okna" })).rules).toBe("r_one");
    expect(await (await app.request("/v1/rules")).json()).toMatchObject({
      revision: "r_one",
      reload: { state: "held-back", problems: [problem] },
    });
    expect(await (await app.request("/readyz")).json()).toMatchObject({
      status: "ready",
      checks: { rules: 'the last edit is held back: site.yaml:3:5 unknown key "slot"' },
    });
    expect(log.lines.filter((line) => line.startsWith("error"))).toEqual([
      "error: the rules are broken; rules r_one stay in service",
    ]);
    write("three");
    await vi.waitFor(() => expect(revision()).toBe("r_three"), { timeout: 5_000 });
    expect(source.reload()).toMatchObject({ state: "ok", problems: [] });
  });

  it("that is broken at first is tried again", async () => {
    const log = createTestLog();
    source = await createFolderSource({ folder, compile, log });
    expect(source.current()).toBeUndefined();
    expect(source.reload()).toMatchObject({ state: "failed", problems: [{ code: "unreadable" }] });
    write("one");
    await vi.waitFor(() => expect(revision()).toBe("r_one"), { timeout: 5_000 });
  });

  it("is left alone where it is not to be watched", async () => {
    write("one");
    source = await createFolderSource({ folder, compile, watch: false, log: createTestLog() });
    write("two");
    await new Promise((resolve) => {
      setTimeout(resolve, 300);
    });
    expect(revision()).toBe("r_one");
  });
});

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { doubled, lost, survey } from "./check.ts";
import { startWriter } from "./process.ts";

const SPACE_KIB = 768;
const FAILURES = 20;

const folder = mkdtempSync(join(tmpdir(), "facet-full-"));
const small = join(folder, "small");
mkdirSync(small);
const isMounted =
  spawnSync("mount", ["-t", "tmpfs", "-o", `size=${SPACE_KIB}k`, "facet", small]).status === 0;

afterAll(() => {
  if (isMounted) spawnSync("umount", [small]);
  rmSync(folder, { recursive: true });
});

const FULL = [
  ["by a limit on the length of files", join(folder, "limited.db"), limited()],
  // Only who may mount has a file system to fill.
  ...(isMounted ? [["by a file system without space", join(small, "facet.db"), []] as const] : []),
] as const;

/** Starts a command whose files may not grow past the limit, and who survives trying. */
function limited(): readonly string[] {
  return ["bash", "-c", `trap '' XFSZ; ulimit -f ${SPACE_KIB}; exec "$@"`, "bash"];
}

describe("a full disk", () => {
  it.each(FULL)(
    "made %s acknowledges no more, and loses nothing",
    async (_, file, under) => {
      const writer = startWriter({ file, clients: 8, mode: "durable", run: 1 }, under);
      await writer.heard("fail");
      while (writer.failed.size < FAILURES) await new Promise((resolve) => setTimeout(resolve, 20));
      await writer.heard("read");
      expect(writer.child.exitCode).toBeNull();
      await writer.kill();

      if (file.startsWith(small)) spawnSync("mount", ["-o", "remount,size=64m", small]);
      const found = survey(file);
      expect(writer.acknowledged.size).toBeGreaterThan(50);
      expect(lost(writer.acknowledged, found)).toEqual([]);
      expect([...writer.failed].filter((id) => found.messages.has(id))).toEqual([]);
      expect(found.mismatches).toEqual([]);
      expect(found.integrity).toBe("ok");

      const resend = [...writer.acknowledged, ...writer.failed];
      const again = startWriter({ file, clients: 8, mode: "durable", run: 2, resend, count: 0 });
      await again.heard("done");
      await again.kill();
      expect(again.failed.size).toBe(0);
      expect(lost(resend, survey(file))).toEqual([]);
      expect(doubled(survey(file))).toEqual([]);
    },
    60_000,
  );
});

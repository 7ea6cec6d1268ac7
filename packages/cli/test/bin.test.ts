import { spawn, spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { BIN, RULES } from "./harness.ts";

const SYSTEM_NODE = "/usr/bin/node";
const env = { ...process.env, NO_COLOR: "" };
const run = (argv: readonly string[], input = "", node = process.execPath) =>
  spawnSync(node, [BIN, ...argv], { input, encoding: "utf8", env });

const isOld = (node: string): boolean =>
  existsSync(node) &&
  Number(/^v(\d+)/.exec(spawnSync(node, ["--version"], { encoding: "utf8" }).stdout)?.[1] ?? 99) <
    24;

describe("the facet binary", () => {
  test("runs, and passes exit code, standard input and output through", () => {
    const batch = run(["eval", "--batch"], '{"condition":{"a":1},"attributes":{"a":1}}\n');
    expect(batch).toMatchObject({ status: 0, stdout: '{"value":true}\n', stderr: "" });
    expect(run(["nope"])).toMatchObject({ status: 2, stdout: "" });
    expect(run(["eval", "{ visits: 2.. }", "--with", "{ visits: 2 }"]).stdout).toMatch(/^true\n/);
  });

  test("writes no colours into a pipe", () => {
    expect(run(["--help"]).stdout).not.toContain("\u001B[");
  });

  if (isOld(SYSTEM_NODE)) {
    test("finds a newer Node where it is started by an old one", () => {
      const old = run(["eval", "{ a: 1 }", "--with", "{ a: 1 }"], "", SYSTEM_NODE);
      expect(old.stderr).toBe("");
      expect(old).toMatchObject({ status: 0 });
      expect(old.stdout).toMatch(/^true\n/);
    });
  }

  test("ends quietly when its reader goes away", () => {
    const lines = '{"condition":{"a":1},"attributes":{"a":1}}\n'.repeat(50_000);
    const piped = spawnSync(
      "sh",
      ["-c", `"${process.execPath}" "${BIN}" eval --batch | head -n 1`],
      { input: lines, encoding: "utf8", env },
    );
    expect(piped.stdout.split("\n")[0]).toBe('{"value":true}');
    expect(piped.stderr).toBe("");
  });

  test("facet dev serves, reloads edits, keeps the last good rules, and stops on SIGINT", async () => {
    const scratch = mkdtempSync(join(tmpdir(), "facet-dev-"));
    const rules = join(scratch, "rules");
    cpSync(RULES, rules, { recursive: true });
    const child = spawn(
      process.execPath,
      [BIN, "dev", "--rules", rules, "--port", "0", "--db", ":memory:"],
      { env },
    );
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const until = async <T>(what: () => T | undefined | Promise<T | undefined>): Promise<T> => {
      for (let i = 0; i < 200; i += 1) {
        const found = await what();
        if (found !== undefined) return found;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`nothing came; output so far:\n${output}`);
    };
    try {
      const url = await until(() => /http:\/\/127\.0\.0\.1:\d+/.exec(output)?.[0]);
      const revision = async (): Promise<string> => {
        const response = await fetch(`${url}/v1/decide`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ url: "/okna" }),
        });
        return ((await response.json()) as { rules: string }).rules;
      };
      const first = await revision();
      expect(first).toMatch(/^r_/);

      writeFileSync(
        join(rules, "content/new.yaml"),
        "segments: { fresh: { when: { visits: 1 } } }\n",
      );
      const second = await until(async () =>
        (await revision()) === first ? undefined : revision(),
      );

      writeFileSync(
        join(rules, "content/new.yaml"),
        "segments: { fresh: { when: { visits: { nope: 1 } } } }\n",
      );
      await until(() => (output.includes("unknown-operator") ? true : undefined));
      expect(await revision()).toBe(second);
    } finally {
      child.kill("SIGINT");
      const code = await new Promise((resolve) => child.once("exit", resolve));
      rmSync(scratch, { recursive: true });
      expect(code).toBe(0);
    }
  }, 40_000);
});

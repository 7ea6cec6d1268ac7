import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { RUNTIMES, hasRuntime } from "./installed.ts";
import { prepare } from "./prepare.ts";
import { bundleScript } from "./run-script.ts";
import type { Script } from "./run-script.ts";
import type { Answers } from "./script/answer.ts";

const TIMEOUT_MS = 240_000;

let script: Script;
let node: Answers;

beforeAll(async () => {
  script = await bundleScript(await prepare());
  node = await script.run("node");
}, TIMEOUT_MS);
afterAll(() => script?.close());

/** Groups that differ from Node's, with the first few answers that do. */
function differences(answers: Answers): readonly string[] {
  return Object.entries(node).flatMap(([group, expected]) => {
    const got = answers[group] ?? [];
    const differ = expected.flatMap((hash, index) => (got[index] === hash ? [] : [index]));
    if (differ.length === 0) return [];
    return [`${group}: ${differ.length} of ${expected.length}: ${differ.slice(0, 9).join(", ")}`];
  });
}

describe("one script", () => {
  it("answers every vector, 10,000 contexts, and requests to the service and to the client", () => {
    const counts = Object.fromEntries(
      Object.entries(node).map(([group, hashes]) => [group, hashes.length]),
    );
    expect(counts).toMatchObject({ contexts: 10_000, requests: 500, service: 500, client: 500 });
    for (const [group, hashes] of Object.entries(node)) {
      expect(new Set(hashes).size, group).toBeGreaterThan(10);
    }
    console.log(`answers in Node ${process.version}: ${JSON.stringify(counts)}`);
  });

  it.each(RUNTIMES.filter(hasRuntime))(
    "gives the same bytes in %s as in Node",
    async (runtime) => {
      expect(differences(await script.run(runtime))).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    "gives the same bytes again, wherever on earth the machine is",
    async () => {
      const env = { TZ: "Pacific/Apia", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" };
      expect(differences(await script.run("node", env))).toEqual([]);
    },
    TIMEOUT_MS,
  );
});

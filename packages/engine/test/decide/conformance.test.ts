import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decide, loadRuleset } from "@facet/engine";
import type { Context, Decision, RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { fromBase64 } from "../support.ts";

interface Vectors {
  readonly ruleset: RulesetArtifact;
  /** In base64. */
  readonly buffers: { readonly index: string; readonly texts: string };
  readonly cases: readonly {
    readonly name: string;
    readonly context: Context;
    readonly expected: Omit<Decision, "rules">;
  }[];
}

const file = new URL("../../../../conformance/decisions.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const buffers = {
  index: fromBase64(vectors.buffers.index),
  texts: fromBase64(vectors.buffers.texts),
};
const ruleset = loadRuleset(vectors.ruleset, {
  keywords: loadKeywords(vectors.ruleset, buffers),
});

describe("the vectors of conformance/decisions.json", () => {
  it.each(vectors.cases)("$name", ({ context, expected }) => {
    expect(decide(ruleset, context)).toEqual({ rules: vectors.ruleset.revision, ...expected });
  });

  it("meet every reason but ERROR", () => {
    const reasons = vectors.cases.flatMap(({ expected }) =>
      Object.values(expected.slots).map(({ reason }) => reason),
    );
    expect([...new Set(reasons)].sort()).toEqual([
      "DEFAULT",
      "DISABLED",
      "SPLIT",
      "STATIC",
      "TARGETING_MATCH",
    ]);
  });
});

import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { decide, explainDecision, loadRuleset } from "@facet/engine";
import type { RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { fromBase64 } from "../support.ts";
import { anyContext } from "./contexts.ts";

const file = new URL("../../../../conformance/decisions.json", import.meta.url);
const { ruleset: compiled, buffers } = JSON.parse(readFileSync(file, "utf8")) as {
  ruleset: RulesetArtifact;
  buffers: { index: string; texts: string };
};
const keywords = loadKeywords(compiled, {
  index: fromBase64(buffers.index),
  texts: fromBase64(buffers.texts),
});
const rules = loadRuleset(compiled, { keywords });
const RUNS = Number(process.env["FACET_FUZZ_RUNS"] ?? 20_000);

describe(`any of ${RUNS} random contexts`, () => {
  const pages = new Map(compiled.pages.map(({ id, slots }) => [id, [...slots].sort()]));

  it(
    "is decided: no throw, content for every slot of the page, the same bytes again",
    () => {
      fc.assert(
        fc.property(anyContext, (given) => {
          const decided = decide(rules, given);
          const wanted = given.slots ? new Set(given.slots) : undefined;
          const slots = given.page === null ? undefined : pages.get(given.page);
          if (slots)
            expect(Object.keys(decided.slots)).toEqual(
              wanted ? slots.filter((id) => wanted.has(id)) : slots,
            );
          for (const slot of Object.values(decided.slots)) {
            if (
              slot.reason === "ERROR" ||
              slot.content === undefined ||
              (slot.content === null) !== (slot.hidden === true)
            ) {
              throw new Error(`a slot without content: ${JSON.stringify(slot)}`);
            }
          }
          const bytes = JSON.stringify(decided);
          if (JSON.stringify(decide(rules, given)) !== bytes)
            throw new Error("two answers to one question");
          if (/javascript:|<script/i.test(JSON.stringify(decided.slots["about.html"] ?? "")))
            throw new Error("script in HTML");
        }),
        { numRuns: RUNS },
      );
    },
    30_000 + RUNS,
  );

  it("is explained, and the explanation changes nothing", () => {
    fc.assert(
      fc.property(anyContext, (given) => {
        const { explain, ...decided } = decide(rules, given, { explain: explainDecision });
        expect(JSON.stringify(decided)).toBe(JSON.stringify(decide(rules, given)));
        expect(explain?.rules).toHaveLength(compiled.rules.length);
        expect(explain?.offers.filter(({ suppressed }) => !suppressed).map(({ id }) => id)).toEqual(
          decided.offers.map(({ id }) => id),
        );
        const filled = explain?.rules.flatMap((each) => each.filled) ?? [];
        expect(new Set(filled).size).toBe(filled.length);
      }),
      { numRuns: 1_000 },
    );
  });
});

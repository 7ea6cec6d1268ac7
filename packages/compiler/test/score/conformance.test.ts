import { readFileSync } from "node:fs";
import {
  awardPoints,
  decide,
  emptyHistory,
  type Json,
  type Ledger,
  ledgerEntries,
  loadRuleset,
  type Ruleset,
} from "@facet/engine";
import { describe, expect, it } from "vitest";
import { compileRules } from "@facet/compiler";

interface Line {
  readonly at: number | string;
  readonly message?: string | undefined;
}

interface Case {
  readonly name: string;
  readonly scoring: Json;
  readonly events: readonly {
    readonly event: string;
    readonly at: string;
    readonly messageId?: string;
  }[];
  readonly traits?: Readonly<Record<string, Json>>;
  readonly expect: {
    readonly ledger?: readonly Line[];
    readonly score: number;
    readonly scores?: Readonly<Record<string, number>>;
    readonly interest?: number;
    readonly grade?: string;
    readonly rank?: string;
  };
}

interface Vectors {
  readonly clock: string;
  readonly cases: readonly Case[];
}

const file = new URL("../../../../conformance/scoring.json", import.meta.url);
const vectors = JSON.parse(readFileSync(file, "utf8")) as Vectors;
const now = Date.parse(vectors.clock);

function rulesetOf(scoring: Json): Ruleset {
  const files = new Map([
    ["site.yaml", "version: 1\nsite: shop\nlocales: [en]\ntimeZone: UTC"],
    // JSON is YAML.
    ["scoring.yaml", JSON.stringify(scoring)],
  ]);
  const { artifact, problems } = compileRules(files);
  if (artifact === undefined) throw new Error(JSON.stringify(problems));
  return loadRuleset(artifact);
}

function ledgerOf(ruleset: Ruleset, events: Case["events"]): Ledger {
  return events.reduce<Ledger>((ledger, { event, at, messageId }, i) => {
    const message = messageId ?? `m${String(i).padStart(3, "0")}`;
    const added = [{ at: Date.parse(at), message }];
    return awardPoints(ruleset.artifact.scoring, ledger, { event, added });
  }, {});
}

function run({ scoring, events, traits = {} }: Case): Case["expect"] {
  const ruleset = rulesetOf(scoring);
  const entries = ledgerEntries(ledgerOf(ruleset, events));
  const { visitor } = decide(ruleset, {
    now,
    page: null,
    signals: { traits },
    bot: false,
    consent: { storage: true, analytics: true, profile: true, ads: true, sharing: true },
    history: { ...emptyHistory(now), ledger: entries },
  });
  const { score = Number.NaN, scores, interest, grade, rank } = visitor;
  return { ledger: entries, score, scores, interest, grade, rank };
}

describe("the vectors of conformance/scoring.json", () => {
  it("are many", () => {
    expect(vectors.cases.length).toBeGreaterThanOrEqual(60);
  });

  it.each(vectors.cases)("$name", (each) => {
    const { ledger, ...found } = run(each);
    const { ledger: expectedLedger, ...expected } = each.expect;
    expect(found).toEqual(expected);
    if (expectedLedger === undefined) return;
    const lines = expectedLedger.map(({ at, ...line }) => [Date.parse(String(at)), line]);
    // Which message earned is looked at where the vector names it.
    const seen = ledger?.map(({ at, message, ...line }, i) => [
      at,
      Object.assign(line, expectedLedger[i]?.message === undefined ? {} : { message }),
    ]);
    expect(seen).toEqual(lines);
  });
});

import {
  awardPoints,
  bucket,
  decide,
  emptyHistory,
  evaluateCondition,
  explainDecision,
  ledgerEntries,
  loadRuleset,
  loadWordForms,
  tokenise,
} from "@facet/engine";
import type { BucketPurpose, Context, Ledger, RulesetArtifact } from "@facet/engine";
import { describeCache } from "@facet/engine/codes";
import { loadKeywords } from "@facet/engine/keywords";
import buckets from "../../../conformance/buckets.json" with { type: "json" };
import decisions from "../../../conformance/decisions.json" with { type: "json" };
import { toBuffers, toBytes } from "./base64.ts";
import type { Prepared, PreparedKeyword, PreparedScoring } from "./prepared.ts";

/** Noon of a Sunday, UTC. */
const NOW = Date.UTC(2026, 10, 22, 12);

// The file's types are wider than what the engine names.
const artifact = decisions.ruleset as unknown as RulesetArtifact;
const ruleset = loadRuleset(artifact, {
  keywords: loadKeywords(artifact, toBuffers(decisions.buffers)),
});

/** A decision by the rule set of `conformance/decisions.json`, with its explanation and its code. */
export function decideExplained(context: Context): unknown {
  return decide(ruleset, context, { explain: explainDecision, cache: describeCache });
}

/** What every vector comes to, by file. */
export function answerVectors(prepared: Prepared): Readonly<Record<string, readonly unknown[]>> {
  return {
    buckets: buckets.cases.map(({ experiment, purpose, visitorId }) =>
      bucket(experiment, purpose as BucketPurpose, visitorId),
    ),
    conditions: prepared.conditions.map(({ condition, attributes }) =>
      evaluateCondition(condition, { signals: attributes as Context["signals"], now: NOW }),
    ),
    decisions: decisions.cases.map(({ context }) => decideExplained(context as unknown as Context)),
    keywords: prepared.keywords.map(traceKeyword),
    scoring: prepared.scoring.cases.map((each) => score(each, prepared.scoring.now)),
    "word-forms": findForms(prepared.wordForms),
  };
}

function traceKeyword({ query, list, keywords, buffers }: PreparedKeyword): unknown {
  const matcher = loadKeywords(
    { ...(keywords && { keywords }), keywordLists: [list] },
    toBuffers(buffers),
  );
  return matcher.explain({ text: query }, { missing: true, byWords: true });
}

function findForms({ table, words }: Prepared["wordForms"]): readonly unknown[] {
  const forms = loadWordForms(new Uint32Array(toBytes(table)));
  return words.map((text) =>
    tokenise(text).map((word) => {
      const found: number[] = [];
      forms.find(word, found);
      return found;
    }),
  );
}

function score({ artifact, events, traits }: PreparedScoring, now: number): unknown {
  const ledger = ledgerEntries(
    events.reduce<Ledger>(
      (ledger, { event, at, message }) =>
        awardPoints(artifact.scoring, ledger, { event, added: [{ at, message }] }),
      {},
    ),
  );
  const { visitor } = decide(loadRuleset(artifact), {
    now,
    page: null,
    signals: { traits },
    bot: false,
    consent: { storage: true, analytics: true, profile: true, ads: true, sharing: true },
    history: { ...emptyHistory(now), ledger },
  });
  return { ledger, visitor };
}

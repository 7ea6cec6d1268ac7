/**
 * `npm run vectors`: compiles the phrases of `conformance/decisions.json` anew, which is needed where
 * the form of compiled phrases changes. Everything else in the file is written by hand.
 */
import { createKeywordBuilder } from "@facet/compiler";
import type { KeywordSource, PhraseFacts } from "@facet/compiler";
import type { RulesetArtifact } from "@facet/engine";
import { readFileSync, writeFileSync } from "node:fs";

interface Vectors {
  readonly ruleset: RulesetArtifact;
  /** Phrases by list. */
  readonly phrases: Readonly<Record<string, readonly (KeywordSource & PhraseFacts)[]>>;
}

const FILE = new URL("../conformance/decisions.json", import.meta.url);

const vectors = JSON.parse(readFileSync(FILE, "utf8")) as Vectors;
const builder = createKeywordBuilder();
for (const { id, platform } of vectors.ruleset.keywordLists) {
  builder.openList({ platform, minus: [], groupMinus: new Map(), synonyms: [] });
  for (const phrase of vectors.phrases[id] ?? []) builder.addKeyword(phrase, phrase);
}
const built = builder.build();
if (!built) throw new Error("decisions.json has no phrases.");
const { index, texts } = built.buffers;
const written = {
  ...vectors,
  ruleset: { ...vectors.ruleset, keywords: built.keywords },
  buffers: {
    index: Buffer.from(index).toString("base64"),
    texts: Buffer.from(texts).toString("base64"),
  },
};
writeFileSync(FILE, `${JSON.stringify(written, undefined, 2)}\n`);

import { readFileSync } from "node:fs";
import {
  compileCondition,
  compileRules,
  compileWordForms,
  createKeywordBuilder,
  loadRussianDictionary,
  readMinusPhrases,
} from "@facet/compiler";
import type { KeywordTrial } from "@facet/compiler";
import { tokenise } from "@facet/engine";
import type { KeywordBuffers } from "@facet/engine";
import { compiled } from "../../plugins/client/test/service.ts";
import type {
  Prepared,
  PreparedBuffers,
  PreparedKeyword,
  PreparedScoring,
} from "./script/prepared.ts";

interface ConditionCase {
  readonly condition: unknown;
  readonly attributes: object;
}

interface KeywordCase extends Omit<KeywordTrial, "match"> {
  readonly type?: KeywordTrial["match"];
}

interface ScoringCase {
  readonly scoring: unknown;
  readonly traits?: PreparedScoring["traits"];
  readonly events: readonly {
    readonly event: string;
    readonly at: string;
    readonly messageId?: string;
  }[];
}

/** Compiles the vectors of `conformance/` as far as that takes the compiler. */
export async function prepare(): Promise<Prepared> {
  const conditions = read<{ cases: ConditionCase[] }>("conditions");
  const keywords = read<{ cases: KeywordCase[] }>("keywords");
  const scoring = read<{ clock: string; cases: ScoringCase[] }>("scoring");
  const { artifact, keywords: buffers } = await compiled();
  if (buffers === undefined) throw new Error("the rules of plugins/client/test have no phrases");
  return {
    conditions: conditions.cases.map(({ condition, attributes }) => ({
      condition: compileCondition(condition, {
        path: [],
        attributes: {},
        strict: false,
        report: () => {},
      }),
      attributes,
    })),
    keywords: keywords.cases.flatMap(prepareKeyword),
    wordForms: await prepareWordForms(),
    scoring: { now: Date.parse(scoring.clock), cases: scoring.cases.map(prepareScoring) },
    site: { artifact, buffers: prepareBuffers(buffers) },
  };
}

function read<T>(name: string): T {
  const file = new URL(`../../conformance/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, "utf8")) as T;
}

function prepareKeyword({ query, minus = "", platform, type, keyword }: KeywordCase) {
  const builder = createKeywordBuilder();
  builder.openList({
    platform,
    minus: readMinusPhrases(minus, platform).minus,
    groupMinus: new Map(),
    synonyms: [],
  });
  const { phrases, isNegative } = builder.addKeyword(
    type === undefined ? { keyword } : { keyword, match: type },
  );
  const built = builder.build();
  if (isNegative || built === undefined) return [];
  const list: PreparedKeyword["list"] = {
    id: "trial",
    platform,
    phrases,
    remember: "page",
    secondChances: [],
    groups: {},
    content: {},
  };
  return [{ query, list, keywords: built.keywords, buffers: prepareBuffers(built.buffers) }];
}

async function prepareWordForms(): Promise<Prepared["wordForms"]> {
  const { pairs } = read<{ pairs: { a: string; b: string }[] }>("word-forms");
  const dictionary = await loadRussianDictionary();
  const vocabulary = pairs.flatMap(({ b }) => tokenise(b));
  const { table } = compileWordForms(vocabulary, dictionary === undefined ? {} : { dictionary });
  return {
    table: Buffer.from(table.buffer, table.byteOffset, table.byteLength).toString("base64"),
    words: pairs.flatMap(({ a, b }) => [a, b]),
  };
}

function prepareScoring({ scoring, events, traits = {} }: ScoringCase): PreparedScoring {
  const { artifact, problems } = compileRules(
    new Map([
      ["site.yaml", "version: 1\nsite: shop\nlocales: [en]\ntimeZone: UTC"],
      ["scoring.yaml", JSON.stringify(scoring)],
    ]),
  );
  if (artifact === undefined) throw new Error(JSON.stringify(problems));
  return {
    artifact,
    traits,
    events: events.map(({ event, at, messageId }, index) => ({
      event,
      at: Date.parse(at),
      message: messageId ?? `m${String(index).padStart(3, "0")}`,
    })),
  };
}

function prepareBuffers({ index, texts }: KeywordBuffers): PreparedBuffers {
  if (texts === undefined) throw new Error("the phrases were compiled without their texts");
  return {
    index: Buffer.from(index).toString("base64"),
    texts: Buffer.from(texts).toString("base64"),
  };
}

import { NAMED_KINDS, WHOLE_KINDS } from "../schema/documents.ts";
import type { Problem } from "../problem.ts";
import { sortProblems } from "../sort-problems.ts";
import { declaredNames, declaredSlotTypes, mentionedFiles } from "./declared.ts";
import { decodeUtf8 } from "./decode.ts";
import { createSorted, sortDocument } from "./documents.ts";
import type { RawEntry, Sorted } from "./documents.ts";
import { checkItems } from "./items.ts";
import { loadKeywordLists } from "./keyword-lists.ts";
import { checkEntry } from "./locate.ts";
import type { RulesSource } from "./located.ts";
import { mergeEntries } from "./merge.ts";
import { MAX_YAML_LENGTH, tooLarge } from "./scan.ts";
import { reportSeveralSites } from "./several-sites.ts";
import type { Collect } from "./source-text.ts";
import { problemAt, toProblem, toSourceText } from "./source-text.ts";
import { checkWhole } from "./whole.ts";
import { parseYaml } from "./yaml.ts";
import type { YamlDocument } from "./yaml.ts";

/** Files of a rules folder: path inside the folder, with `/`, and content. */
export type RuleFiles = ReadonlyMap<string, string | Uint8Array>;

/** What the files say, and everything that is wrong with them one by one. */
export interface ParsedRules {
  readonly source: RulesSource;
  /**
   * By file, line and column. Findings that are reported later through the items of `source` are
   * added at the end.
   */
  readonly problems: Problem[];
}

/**
 * Reads the files of a rules folder into authoring documents: YAML and tables are parsed, sorted by
 * their top-level keys and checked against the schemas. Never throws, whatever the files hold. Items
 * with errors are left out; all others are there, so that more can be found in the same run.
 */
export function parseRules(files: RuleFiles): ParsedRules {
  const problems: Problem[] = [];
  const collect: Collect = (problem) => void problems.push(problem);
  const sorted = createSorted();
  const documents: YamlDocument[] = [];
  for (const [file, content] of files) {
    if (/\.ya?ml$/i.test(file)) documents.push(...parseFile(file, content, collect));
  }
  // The site may be in a file that could not be read.
  const readable = problems.length === 0;
  for (const document of documents) sortDocument(document, sorted, collect);
  if (sorted.whole.site.length === 0 && readable) collect(toProblem(SITE_PLACE, NO_SITE));
  const source = reportSeveralSites(sorted.whole.site, collect)
    ? toSource(createSorted(), new Map(), collect)
    : toSource(sorted, files, collect);
  problems.splice(0, problems.length, ...sortProblems(problems));
  return { source, problems };
}

function parseFile(file: string, content: string | Uint8Array, collect: Collect) {
  if (content.length > MAX_YAML_LENGTH * 3) {
    collect(toProblem({ file, line: 1, column: 1 }, tooLarge(MAX_YAML_LENGTH)));
    return [];
  }
  const decoded = decodeUtf8(content);
  const source = toSourceText(file, decoded.text);
  if ("badAt" in decoded) {
    collect(problemAt(source, decoded.badAt, NOT_UTF8));
    return [];
  }
  if (decoded.encoding !== "utf-8") {
    collect(problemAt(source, 0, UTF16));
    return [];
  }
  return parseYaml(source, collect);
}

const NOT_UTF8 = {
  code: "not-utf8",
  message: "the file is not UTF-8 from here on",
  suggestion: "save it as UTF-8",
} as const;

const UTF16 = {
  code: "not-utf8",
  message: "the file is UTF-16, and rule files are UTF-8",
  suggestion: "save it as UTF-8",
} as const;

const SITE_PLACE = { file: "site.yaml", line: 1, column: 1 } as const;
const NO_SITE = {
  code: "missing-site",
  message: "no document describes the site",
  suggestion: 'add site.yaml with "version: 1", "site: <id>", its slots and pages',
} as const;

function toSource(sorted: Sorted, files: RuleFiles, collect: Collect): RulesSource {
  const declared = declaredNames(sorted);
  const scope = { collect, slotTypes: declaredSlotTypes(sorted) };
  const { items, named, whole } = sorted;
  const siteNode = mergeEntries(sound(whole.site), collect);
  const scoringNode = mergeEntries(sound(whole.scoring), collect);
  const site = siteNode && checkWhole(siteNode, WHOLE_KINDS.site, collect);
  const scoring = scoringNode && checkWhole(scoringNode, WHOLE_KINDS.scoring, collect);
  const lists = checkItems("keywordList", items.keywordList, scope);
  const listScope = {
    files,
    slots: declared.slots,
    mentioned: mentionedFiles(items.keywordList),
    collect,
  };
  return {
    ...(site && { site }),
    ...(scoring && { scoring }),
    segments: sound(named.segments).flatMap(
      ({ entry }) => checkEntry(entry, NAMED_KINDS.segments, collect) ?? [],
    ),
    events: sound(named.events).flatMap(
      ({ entry }) => checkEntry(entry, NAMED_KINDS.events, collect) ?? [],
    ),
    eventSchemas: sound(named.eventSchemas).flatMap(
      ({ entry }) => checkEntry(entry, NAMED_KINDS.eventSchemas, collect) ?? [],
    ),
    rules: checkItems("rule", items.rule, scope),
    experiments: checkItems("experiment", items.experiment, scope),
    offers: checkItems("offer", items.offer, scope),
    keywordLists: loadKeywordLists(lists, listScope),
    personas: checkItems("persona", items.persona, scope),
    tests: checkItems("test", items.test, scope),
    declared,
  };
}

function sound(entries: readonly RawEntry[]): readonly RawEntry[] {
  return entries.filter((entry) => !entry.broken);
}

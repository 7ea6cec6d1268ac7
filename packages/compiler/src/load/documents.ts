import { ITEM_KINDS, NAMED_KINDS, TOP_LEVEL_KEYS, WHOLE_KINDS } from "../schema/documents.ts";
import type { ItemKindName } from "../schema/documents.ts";
import { suggest } from "../suggest.ts";
import { quoted } from "./quote.ts";
import type { Collect, Words } from "./source-text.ts";
import { problemAt } from "./source-text.ts";
import type { Entry, MapNode, Node } from "./tree.ts";
import { nodeWords } from "./words.ts";
import type { YamlDocument } from "./yaml.ts";

/** An item of the rule set before it is checked. */
export interface RawItem {
  readonly node: MapNode;
  /** Key that names it: `rule`, or `test` of a document that is one test. */
  readonly nameKey: string;
  /** Only its name is worth a look. */
  readonly broken: boolean;
}

/** A key with what it holds, from any document. */
export interface RawEntry {
  readonly entry: Entry;
  readonly broken: boolean;
}

/** What the documents of a folder say, sorted by kind. */
export interface Sorted {
  readonly items: Readonly<Record<ItemKindName, RawItem[]>>;
  readonly named: Readonly<Record<keyof typeof NAMED_KINDS, RawEntry[]>>;
  readonly whole: Readonly<Record<keyof typeof WHOLE_KINDS, RawEntry[]>>;
}

const KIND_NAMES = Object.keys(ITEM_KINDS) as ItemKindName[];
const MAX_UNKNOWN_KEYS = 50;

/** Makes an empty collection for `sortDocument`. */
export function createSorted(): Sorted {
  return {
    items: { rule: [], experiment: [], offer: [], keywordList: [], persona: [], test: [] },
    named: { segments: [], events: [], eventSchemas: [] },
    whole: { site: [], scoring: [] },
  };
}

/** Sorts a document by its top-level keys, which alone decide what it is. */
export function sortDocument(
  { root, broken }: YamlDocument,
  sorted: Sorted,
  collect: Collect,
): void {
  const report = (node: Node | Entry, words: Words): void => {
    if (!broken) collect(problemAt(node.source, node.start, words));
  };
  if (root.kind !== "map") {
    report(root, {
      code: "not-a-mapping",
      message: `a document must be a mapping (key: value), but this is ${nodeWords(root)}`,
      suggestion: "start it with a key that says what it is, such as rule, offer or segments",
    });
    return;
  }
  const [kind, second] = KIND_NAMES.filter((name) => root.entries.has(ITEM_KINDS[name].one));
  if (kind !== undefined) {
    const other = second && root.entries.get(ITEM_KINDS[second].one);
    if (other) report(other, twoItems(kind, other.key));
    else sorted.items[kind].push({ node: root, nameKey: ITEM_KINDS[kind].one, broken });
    return;
  }
  sortSections(root, broken, sorted, report);
}

type ReportNode = (node: Node | Entry, words: Words) => void;

function sortSections(root: MapNode, broken: boolean, sorted: Sorted, report: ReportNode): void {
  let unknown = 0;
  for (const entry of root.entries.values()) {
    const { key } = entry;
    const kind = KIND_NAMES.find((name) => ITEM_KINDS[name].many === key);
    if (kind) sortList(entry, kind, broken, sorted, report);
    else if (Object.hasOwn(NAMED_KINDS, key)) sortNamed(entry, broken, sorted, report);
    else if (Object.hasOwn(WHOLE_KINDS.site.shape, key)) sorted.whole.site.push({ entry, broken });
    else if (Object.hasOwn(WHOLE_KINDS.scoring.shape, key))
      sorted.whole.scoring.push({ entry, broken });
    else {
      unknown += 1;
      if (unknown <= MAX_UNKNOWN_KEYS) report(entry, unknownKey(key));
    }
  }
}

function sortList(
  entry: Entry,
  kind: ItemKindName,
  broken: boolean,
  sorted: Sorted,
  report: ReportNode,
): void {
  const { one, many, nameKey } = ITEM_KINDS[kind];
  if (entry.value.kind !== "list") {
    const words = nodeWords(entry.value);
    report(words === "empty" ? entry : entry.value, {
      code: words === "empty" ? "empty-value" : "wrong-type",
      message: `"${many}" must be a list, but is ${words}`,
      suggestion: `start each item with "- ${nameKey}: …", or write "${one}: …" in a document of its own`,
    });
    return;
  }
  for (const node of entry.value.items) {
    if (node.kind === "map") {
      sorted.items[kind].push({ node, nameKey, broken });
      continue;
    }
    report(node, {
      code: "wrong-type",
      message: `an item of "${many}" must be a mapping, but is ${nodeWords(node)}`,
      suggestion: `start it with "- ${nameKey}: …"`,
    });
  }
}

function sortNamed(entry: Entry, broken: boolean, sorted: Sorted, report: ReportNode): void {
  const { key, value } = entry;
  if (value.kind === "map") {
    for (const item of value.entries.values()) {
      sorted.named[key as keyof typeof NAMED_KINDS].push({ entry: item, broken });
    }
    return;
  }
  const words = nodeWords(value);
  report(words === "empty" ? entry : value, {
    code: words === "empty" ? "empty-value" : "wrong-type",
    message: `"${key}" must be a mapping of names, but is ${words}`,
    suggestion: `write one name a line, as in "  name: { … }"`,
  });
}

function twoItems(kind: ItemKindName, key: string): Words {
  return {
    code: "two-items",
    message: `this document is a ${kind}, so it cannot have the key ${quoted(key)} as well`,
    suggestion: `put a line "---" before "${key}", or use the list "${key}s:"`,
  };
}

function unknownKey(key: string): Words {
  const near = suggest(key, TOP_LEVEL_KEYS);
  const owner = KIND_NAMES.find((kind) => Object.hasOwn(ITEM_KINDS[kind].schema.shape, key));
  const belongs =
    owner && `it belongs to a ${owner}: start the document with "${ITEM_KINDS[owner].one}: …"`;
  return {
    code: "unknown-key",
    message: `no document starts with the key ${quoted(key)}`,
    suggestion:
      belongs ??
      near ??
      `documents are told apart by ${TOP_LEVEL_KEYS.slice(0, 12).join(", ")}, site, slots, pages, points, …`,
  };
}

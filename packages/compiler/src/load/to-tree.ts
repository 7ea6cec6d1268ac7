import type { Document, Node as YamlNode, Pair } from "yaml";
import { isAlias, isMap, isScalar, isSeq } from "yaml";
import { afterKey, cutAfter, plainValue } from "./plain-scalar.ts";
import { quoted } from "./quote.ts";
import type { Collect, SourceText, Words } from "./source-text.ts";
import { lineText, positionAt, problemAt } from "./source-text.ts";
import { TOO_DEEP } from "./syntax.ts";
import type { Entry, Node, ScalarNode } from "./tree.ts";

/** Deepest nesting of a document, aliases followed. */
export const MAX_DEPTH = 100;
/** Problems of one kind that are reported one by one. */
const MAX_REPEATED = 50;

/**
 * Turns a parsed YAML document into a tree of rule-file nodes: aliases are resolved, keys are texts,
 * and what the language does not have (tags, merge keys, repeated keys) is a problem.
 *
 * @returns the tree, or `undefined` where the document is empty.
 */
export function toTree(
  source: SourceText,
  document: Document.Parsed,
  collect: Collect,
): Node | undefined {
  const { contents } = document;
  if (
    contents === null ||
    (isScalar(contents) && contents.source === "" && contents.type === "PLAIN")
  ) {
    return undefined;
  }
  const builder = new TreeBuilder(source, collect);
  const root = builder.node(contents);
  builder.reportUnusedAnchors();
  return root;
}

class TreeBuilder {
  readonly #source: SourceText;
  readonly #collect: Collect;
  /** Finished anchors; `null` while the node is being built. */
  readonly #anchors = new Map<string, Node | null>();
  /** Anchors that no alias has named so far: name → offset of the node. */
  readonly #unused = new Map<string, number>();

  constructor(source: SourceText, collect: Collect) {
    this.#source = source;
    this.#collect = collect;
  }

  node(yaml: YamlNode): Node {
    if (isAlias(yaml)) return this.#alias(yaml.source, start(yaml), end(yaml));
    const { anchor } = yaml as { anchor?: string };
    if (anchor !== undefined) {
      this.#anchors.set(anchor, null);
      this.#unused.set(anchor, start(yaml));
    }
    if (yaml.tag !== undefined && !isImplicitTag(yaml)) this.#tag(yaml);
    const node = this.#content(yaml);
    if (anchor !== undefined) this.#anchors.set(anchor, node);
    return node;
  }

  /** An anchor that nothing names is most likely the first word of a text. */
  reportUnusedAnchors(): void {
    for (const [name, at] of [...this.#unused].slice(0, MAX_REPEATED)) {
      const offset = Math.max(this.#source.text.lastIndexOf(`&${name}`, at), 0);
      const { line, column } = positionAt(this.#source, offset);
      this.#report(offset, {
        code: "quote-needed",
        message: `a value that starts with & is an anchor, and no alias names "${name}"`,
        suggestion: `if it is a text, write ${quoted(
          lineText(this.#source, line)
            .slice(column - 1)
            .trim(),
        )}`,
      });
    }
  }

  #content(yaml: YamlNode): Node {
    if (isMap(yaml)) return this.#map(yaml, yaml.items);
    if (isSeq(yaml)) {
      const items = yaml.items.map((item) =>
        isPair(item) ? this.#map(yaml, [item]) : this.node(item as YamlNode),
      );
      return this.#limited({ kind: "list", items, ...this.#span(yaml), depth: 1 + deepest(items) });
    }
    return this.#scalar(yaml);
  }

  #map(yaml: YamlNode, pairs: readonly Pair[]): Node {
    const entries = new Map<string, Entry>();
    let repeated = 0;
    for (const pair of pairs) {
      const entry = this.#entry(pair as Pair<YamlNode, YamlNode | null>);
      if (!entry) continue;
      const first = entries.get(entry.key);
      if (!first) {
        entries.set(entry.key, entry);
        continue;
      }
      repeated += 1;
      if (repeated <= MAX_REPEATED) this.#report(entry.start, duplicate(first, entry.key));
    }
    const depth = 1 + deepest([...entries.values()].map((entry) => entry.value));
    return this.#limited({ kind: "map", entries, ...this.#span(yaml), depth });
  }

  #entry(pair: Pair<YamlNode, YamlNode | null>): Entry | undefined {
    const { key } = pair;
    const at = start(key);
    if (!isScalar(key) || key.source === undefined || (key.source === "" && key.type === "PLAIN")) {
      this.#report(at, {
        code: "bad-key",
        message: "a key must be a single name before a colon",
        suggestion: "put a text that starts with a bracket, ? or * in quotes",
      });
      return undefined;
    }
    if (key.source === "<<" && key.type === "PLAIN") {
      this.#report(at, {
        code: "merge-key",
        message: "merge keys (<<) are not part of YAML 1.2 and are not read",
        suggestion: "write the keys out, or give the shared part a name, e.g. a segment",
      });
      return undefined;
    }
    if (key.source === "__proto__") {
      this.#report(at, {
        code: "bad-key",
        message: '"__proto__" cannot be a key',
        suggestion: "choose another name",
      });
      return undefined;
    }
    if (key.tag !== undefined && !isImplicitTag(key)) this.#tag(key);
    const value = pair.value === null ? this.#empty(key) : this.node(pair.value);
    return {
      key: key.source,
      source: this.#source,
      start: at,
      value: afterKey(this.#source, end(key), value),
    };
  }

  #scalar(yaml: YamlNode): ScalarNode {
    const span = this.#span(yaml);
    if (!isScalar(yaml))
      return { kind: "scalar", text: "", value: null, plain: true, ...span, depth: 1 };
    const plain = yaml.type === undefined || yaml.type === "PLAIN";
    const text = yaml.source ?? "";
    const cutAt = plain && text !== "" ? cutAfter(this.#source.text, span.end) : undefined;
    return {
      kind: "scalar",
      text,
      value: plain ? plainValue(yaml.value, text) : text,
      plain,
      ...(cutAt !== undefined && { cutAt }),
      ...span,
      depth: 1,
    };
  }

  #empty(key: YamlNode): ScalarNode {
    const at = end(key);
    return {
      kind: "scalar",
      text: "",
      value: null,
      plain: true,
      source: this.#source,
      start: at,
      end: at,
      depth: 1,
    };
  }

  #alias(name: string, at: number, until: number): Node {
    const target = this.#anchors.get(name);
    this.#unused.delete(name);
    if (target) return target;
    const { line: number, column } = positionAt(this.#source, at);
    const line = lineText(this.#source, number).slice(column - 1);
    this.#report(at, {
      code: target === null ? "recursive-alias" : "unknown-alias",
      message:
        target === null
          ? `"*${name}" stands inside of what it names`
          : `a value that starts with * is an alias, and nothing above is named "&${name}"`,
      suggestion: `if it is a text, write ${quoted(/[^,\]}]*/.exec(line)?.[0].trim() ?? name)}`,
    });
    return this.#nothing(at, until);
  }

  #tag(yaml: YamlNode): void {
    const before = this.#source.text.slice(0, start(yaml));
    const at = Math.max(before.lastIndexOf("!", before.length - 1), 0);
    const first = /!\S*\s*$/.exec(before) ? before.lastIndexOf(" !") + 1 : at;
    const { line, column } = positionAt(this.#source, first);
    const text = lineText(this.#source, line)
      .slice(column - 1)
      .trim();
    this.#report(first, {
      code: "quote-needed",
      message:
        "a value that starts with ! is read as a tag of YAML; text like this must be in quotes",
      suggestion: `write ${quoted(text)}`,
    });
  }

  #limited(node: Node): Node {
    if (node.depth <= MAX_DEPTH) return node;
    this.#report(node.start, TOO_DEEP);
    return this.#nothing(node.start, node.end);
  }

  /** Stands where something was that has been reported. */
  #nothing(start: number, end: number): ScalarNode {
    const source = this.#source;
    return {
      kind: "scalar",
      text: "",
      value: null,
      plain: true,
      reported: true,
      source,
      start,
      end,
      depth: 1,
    };
  }

  #span(yaml: YamlNode): { source: SourceText; start: number; end: number } {
    return { source: this.#source, start: start(yaml), end: end(yaml) };
  }

  #report(offset: number, words: Words): void {
    this.#collect(problemAt(this.#source, offset, words));
  }
}

function start(yaml: YamlNode | null): number {
  return yaml?.range?.[0] ?? 0;
}

function end(yaml: YamlNode | null): number {
  return yaml?.range?.[1] ?? 0;
}

function isPair(item: unknown): item is Pair {
  return typeof item === "object" && item !== null && "key" in item && !("items" in item);
}

/** Collections get the tag of their kind from a lone `!`; scalars have one only where it is written. */
function isImplicitTag(yaml: YamlNode): boolean {
  return (
    !isScalar(yaml) &&
    (yaml.tag === "tag:yaml.org,2002:map" || yaml.tag === "tag:yaml.org,2002:seq")
  );
}

function deepest(nodes: readonly Node[]): number {
  let depth = 0;
  for (const node of nodes) if (node.depth > depth) depth = node.depth;
  return depth;
}

function duplicate(first: Entry, key: string): Words {
  const { line } = positionAt(first.source, first.start);
  return {
    code: "duplicate-key",
    message: `"${key}" is already given in line ${line}`,
    suggestion: "keep one of the two",
  };
}

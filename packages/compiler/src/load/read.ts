import type * as z from "zod";
import type { Path } from "../problem.ts";
import { anyValue } from "../schema/condition.ts";
import { freeTexts } from "../schema/scalar.ts";
import { adviseKey } from "./key-advice.ts";
import { quoted } from "./quote.ts";
import type { NodeReport } from "./report.ts";
import { chooseOption, defOf, innerSchema, keySchema, objectShape } from "./schema-walk.ts";
import type { ObjectShape, Schema } from "./schema-walk.ts";
import type { ListNode, MapNode, Node, ScalarNode } from "./tree.ts";

/** Nodes that are read for one item at most; aliases count each time they are followed. */
const MAX_NODES = 100_000;
/** Unknown keys that one mapping reports one by one. */
const MAX_UNKNOWN_KEYS = 50;
const CONTROL_CHARACTER =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/;

/**
 * Turns a node into plain data as a schema expects it: where it expects text, the source text of the
 * scalar is taken (`0123`, `no` and `1.10` stay as they are written). Keys that the schema does not
 * have are reported and left out, so that one misspelt key does not hide the rest of an item. The
 * result is for the schema to check.
 */
export function readNode(node: Node, schema: Schema, report: NodeReport): unknown {
  return new Reader(report).read(node, schema, []);
}

class Reader {
  readonly #report: NodeReport;
  #nodes = 0;

  constructor(report: NodeReport) {
    this.#report = report;
  }

  read(node: Node, schema: Schema, path: Path): unknown {
    this.#nodes += 1;
    if (this.#nodes > MAX_NODES) return this.#tooMany(path);
    if (defOf(schema).type === "nullable" && isPlainNull(node)) return null;
    const inner = innerSchema(schema);
    const def = defOf(inner);
    if (def.type === "union") {
      const option = chooseOption(inner, node);
      return option ? this.read(node, option, path) : this.#anything(node, path);
    }
    if (node.kind === "scalar") return this.#scalar(node, inner, path);
    if (node.kind === "map" && def.type === "object") return this.#object(node, inner, path);
    if (node.kind === "map" && def.type === "record") {
      const { valueType } = def as z.core.$ZodRecordDef;
      return this.#map(node, path, () => valueType);
    }
    if (node.kind === "list" && def.type === "array") {
      return this.#list(node, (def as z.core.$ZodArrayDef).element, path);
    }
    return this.#anything(node, path);
  }

  #scalar(node: ScalarNode, schema: Schema, path: Path): unknown {
    const def = defOf(schema);
    if (isPlainNull(node) && node.text === "") return this.#empty(node, path);
    if (def.type === "string" || def.type === "enum" || def.type === "literal") {
      if (freeTexts.get(schema as z.ZodString)) this.#checkText(node, path);
      return def.type === "string" || typeof node.value !== "number" ? node.text : node.value;
    }
    if (def.type === "unknown") this.#checkText(node, path);
    return node.value;
  }

  #empty(node: ScalarNode, path: Path): null {
    this.#checkCut(node, path);
    return null;
  }

  #checkText(node: ScalarNode, path: Path): void {
    this.#checkCut(node, path);
    const control = CONTROL_CHARACTER.exec(node.text)?.[0];
    if (control === undefined) return;
    const point = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    this.#report({
      path,
      code: "control-character",
      message: `the text holds a control character (U+${point}), which no page can show`,
      suggestion: "delete its escape sequence",
    });
  }

  #checkCut(node: ScalarNode, path: Path): void {
    if (node.cutAt === undefined) return;
    const { text } = node.source;
    const end = text.indexOf("\n", node.cutAt);
    const comment = text.slice(node.cutAt, end < 0 ? undefined : end).trimEnd();
    const whole = node.text === "" ? comment : `${node.text} ${comment}`;
    this.#report({
      path,
      offset: node.cutAt,
      code: "text-cut-by-comment",
      message: `the # makes a comment of ${quoted(comment)}, so that the text ends before it`,
      suggestion: `write ${quoted(whole)}; for a comment, put a space after the #`,
    });
  }

  #object(node: MapNode, schema: Schema, path: Path): unknown {
    const shape = objectShape(schema) ?? { shape: {} };
    const unknown: string[] = [];
    const value = this.#map(node, path, (key) => {
      const found = keySchema(shape, key);
      if (!found) unknown.push(key);
      return found;
    });
    this.#unknownKeys(unknown, shape, path);
    return value;
  }

  #unknownKeys(keys: readonly string[], shape: ObjectShape, path: Path): void {
    const known = Object.keys(shape.shape);
    const all = shape.family ? [...known, shape.family.example] : known;
    for (const key of keys.slice(0, MAX_UNKNOWN_KEYS)) {
      this.#report({
        path: [...path, key],
        onKey: true,
        code: "unknown-key",
        message: `unknown key ${quoted(key)}; expected ${all.join(", ")}`,
        suggestion: adviseKey(key, shape),
      });
    }
    if (keys.length > MAX_UNKNOWN_KEYS) {
      this.#report({
        path,
        code: "unknown-key",
        message: `and ${keys.length - MAX_UNKNOWN_KEYS} more unknown keys`,
      });
    }
  }

  #map(node: MapNode, path: Path, schemaOf: (key: string) => Schema | undefined): unknown {
    const value: Record<string, unknown> = {};
    for (const [key, entry] of node.entries) {
      const schema = schemaOf(key);
      if (schema) value[key] = this.read(entry.value, schema, [...path, key]);
    }
    return value;
  }

  #list(node: ListNode, element: Schema, path: Path): unknown {
    return node.items.map((item, index) => this.read(item, element, [...path, index]));
  }

  /** Reads a node whose form no schema gives, as YAML 1.2 understands it. */
  #anything(node: Node, path: Path): unknown {
    if (node.kind === "scalar") {
      this.#checkText(node, path);
      return node.value;
    }
    if (node.kind === "list") return this.#list(node, anyValue, path);
    return this.#map(node, path, () => anyValue);
  }

  #tooMany(path: Path): null {
    if (this.#nodes === MAX_NODES + 1) {
      this.#report({
        path,
        code: "too-large",
        message: `with its aliases followed, this holds more than ${MAX_NODES} values`,
        suggestion: "use fewer aliases",
      });
    }
    return null;
  }
}

/** Says whether a node is an unquoted null: empty, `null` or `~`. */
export function isPlainNull(node: Node): boolean {
  return node.kind === "scalar" && node.plain && node.value === null;
}

import type * as z from "zod";
import type { Path } from "../problem.ts";
import { freeTexts } from "../schema/scalar.ts";
import type { TextRule } from "../schema/scalar.ts";
import { suggest } from "../suggest.ts";
import { adviseText } from "./advice.ts";
import { keyByOtherWord, valueByOtherWord } from "./other-words.ts";
import { quoted } from "./quote.ts";
import type { NodeReport } from "./report.ts";
import { descriptionOf, exampleOf, schemaAt } from "./schema-at.ts";
import {
  chooseOption,
  defOf,
  innerSchema,
  isOptional,
  mappingOptions,
  objectShape,
} from "./schema-walk.ts";
import type { Schema } from "./schema-walk.ts";
import { findNode } from "./tree.ts";
import type { MapNode, Node } from "./tree.ts";
import { allowedWords, expectedWords, nodeWords } from "./words.ts";

type Issue = z.core.$ZodIssue;

/** What the issues are about. */
export interface IssueScope {
  readonly node: Node;
  readonly schema: Schema;
  readonly report: NodeReport;
  /** How messages name the node itself. */
  readonly name?: string;
}

/** Turns the schema's issues into findings in words for authors. */
export function reportIssues(issues: readonly Issue[], scope: IssueScope): void {
  for (const issue of issues) reportIssue(issue, toPath(issue.path), scope);
}

function toPath(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === "number" ? step : String(step)));
}

function reportIssue(issue: Issue, path: Path, scope: IssueScope): void {
  const found = findNode(scope.node, path);
  if (!found.whole) return reportMissing(path, scope);
  const { node } = found;
  if (node.kind === "scalar" && node.plain && node.text === "" && issue.code !== "invalid_key") {
    return reportEmpty(path, node, scope);
  }
  switch (issue.code) {
    case "invalid_union":
      return reportUnion(issue, path, node, scope);
    case "invalid_key":
      return reportName(String(path.at(-1)), issue.issues, scope.report, path);
    case "invalid_value":
      return reportValue(issue.values, path, node, scope);
    case "too_small":
    case "too_big":
      return reportSize(issue, path, scope);
    case "custom":
      return reportRule(issue, path, node, scope);
    default:
      return reportType(path, node, scope);
  }
}

function reportMissing(path: Path, { node, schema, report }: IssueScope): void {
  const key = String(path.at(-1));
  const wanted = schemaAt(schema, node, path);
  const about = wanted && descriptionOf(wanted);
  const example = wanted && exampleOf(wanted);
  report({
    path,
    code: "missing",
    message: `"${key}" is missing${about === undefined ? "" : `: ${lowerFirst(about.replace(/\.$/, ""))}`}`,
    suggestion: `add "${key}: ${example ?? "…"}"`,
  });
}

function reportEmpty(path: Path, node: Node, scope: IssueScope): void {
  // An empty value that a comment took is already reported as such.
  if (node.kind === "scalar" && (node.cutAt !== undefined || node.reported === true)) return;
  const { schema, node: root, report } = scope;
  const wanted = schemaAt(schema, root, path);
  const expected = wanted ? expectedWords(wanted) : "a value";
  report({
    path,
    onKey: true,
    code: "empty-value",
    message: `${nameOf(path, scope)} is empty; expected ${expected}`,
    suggestion: "write a value after the colon, or delete the line",
  });
}

function reportUnion(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  node: Node,
  scope: IssueScope,
): void {
  const union = schemaAt(scope.schema, scope.node, path);
  if (issue.discriminator !== undefined) return reportDiscriminator(issue, path, node, scope);
  const inner = union && innerSchema(union);
  if (!inner || defOf(inner).type !== "union") return reportType(path, node, scope);
  const { options } = defOf(inner) as z.core.$ZodUnionDef;
  const chosen = chooseOption(inner, node);
  const index = options.findIndex((option) => innerSchema(option) === chosen);
  const errors = issue.errors[index] ?? [];
  const ofKind = errors.some((error) => error.path.length === 0 && isTypeIssue(error));
  if (!chosen && node.kind === "map" && mappingOptions(inner).length > 1)
    return reportKeys(inner, path, node, scope);
  if (errors.length === 0 || ofKind) return reportType(path, node, scope);
  for (const error of errors) reportIssue(error, [...path, ...toPath(error.path)], scope);
}

function isTypeIssue(issue: Issue): boolean {
  return issue.code === "invalid_type" || issue.code === "invalid_value";
}

/** The path of such an issue ends with the discriminator. */
function reportDiscriminator(
  issue: z.core.$ZodIssueInvalidUnion,
  path: Path,
  node: Node,
  scope: IssueScope,
): void {
  const { options } = issue as { readonly options?: readonly unknown[] };
  reportValue(options ?? [], path, node, scope);
}

/** Reports that a name, which is the key at a path, has the wrong form. */
export function reportName(
  name: string,
  issues: readonly Issue[],
  report: NodeReport,
  path: Path = [],
): void {
  const rule = ruleOf(issues[0]);
  report({
    path,
    onKey: true,
    code: rule?.code ?? "bad-key",
    message: `the name ${quoted(name)} must be ${rule?.expected ?? "a text that is not empty"}`,
    suggestion: rule && adviseText(name, rule),
  });
}

function reportValue(values: readonly unknown[], path: Path, node: Node, scope: IssueScope): void {
  const text = node.kind === "scalar" ? node.text : "";
  const names = values.map(String);
  const other = valueByOtherWord(text, names);
  const near = other === undefined ? suggest(text, names) : `did you mean "${other}"?`;
  const isQuoted = node.kind === "scalar" && !node.plain && names.includes(text);
  scope.report({
    path,
    code: "not-allowed-value",
    message: `${nameOf(path, scope)} must be ${allowedWords(values)}, but is ${nodeWords(node)}`,
    suggestion: isQuoted
      ? `write ${text} without quotes`
      : (near ?? `write ${values.length === 1 ? String(values[0]) : "one of them"}`),
  });
}

function reportSize(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  path: Path,
  scope: IssueScope,
): void {
  const { origin } = issue;
  const { report } = scope;
  if (origin === "array" || origin === "string") {
    const what = origin === "array" ? "list" : "text";
    report({
      path,
      code: `empty-${what}`,
      message: `${nameOf(path, scope)} is an empty ${what}`,
      suggestion:
        origin === "array" ? "add an item, or delete the key" : "write a text, or delete the key",
    });
    return;
  }
  const bound =
    issue.code === "too_small" ? `at least ${issue.minimum}` : `at most ${issue.maximum}`;
  report({
    path,
    code: "out-of-range",
    message: `${nameOf(path, scope)} must be ${bound}`,
    suggestion: `write a number that is ${bound}`,
  });
}

function reportRule(issue: Issue, path: Path, node: Node, scope: IssueScope): void {
  const rule = ruleOf(issue);
  const wanted = schemaAt(scope.schema, scope.node, path);
  const expected = wanted ? expectedWords(wanted) : rule?.expected;
  scope.report({
    path,
    code: rule?.code ?? "wrong-value",
    message: `${nameOf(path, scope)} must be ${expected ?? "another value"}, but is ${nodeWords(node)}`,
    suggestion: rule && node.kind === "scalar" ? adviseText(node.text, rule) : undefined,
  });
}

function ruleOf(issue: Issue | undefined): TextRule | undefined {
  return issue?.code === "custom"
    ? (issue.params as { readonly rule?: TextRule } | undefined)?.rule
    : undefined;
}

/** A mapping that has a key of none of the mappings that are allowed. */
function reportKeys(union: Schema, path: Path, node: MapNode, scope: IssueScope): void {
  const keys = mappingOptions(union).flatMap((option) => {
    const shape = objectShape(option)?.shape ?? {};
    return Object.keys(shape).filter((key) => !isOptional(shape[key] ?? union));
  });
  const allowed = allowedWords([...new Set(keys)]);
  const others = [...node.entries.keys()].flatMap((key) => keyByOtherWord(key, keys) ?? []);
  const meant = others[0] === undefined ? undefined : `did you mean "${others[0]}"?`;
  scope.report({
    path,
    code: "unknown-key",
    message: `${nameOf(path, scope)} must have ${allowed}, and has none of them`,
    suggestion: meant ?? asWords(union, node) ?? `write ${allowed}`,
  });
}

/** A mapping of one key as the words that the union also takes, as in `delay 20s`. */
function asWords(union: Schema, { entries }: MapNode): string | undefined {
  const { options } = defOf(union) as z.core.$ZodUnionDef;
  if (!options.some((option) => defOf(innerSchema(option)).type === "string")) return undefined;
  const [entry, ...more] = entries.values();
  if (entry?.value.kind !== "scalar" || more.length > 0) return undefined;
  return `write ${quoted(`${entry.key} ${entry.value.text}`)}`;
}

function reportType(path: Path, node: Node, scope: IssueScope): void {
  const wanted = schemaAt(scope.schema, scope.node, path);
  const expected = wanted ? expectedWords(wanted) : "another value";
  const message = `${nameOf(path, scope)} must be ${expected}, but is ${nodeWords(node)}`;
  if (wanted && isFreeText(wanted) && isBracketed(node)) {
    const suggestion = `if it is a text, write ${quoted(restOfLine(node))}`;
    scope.report({ path, code: "quote-needed", message, suggestion });
    return;
  }
  scope.report({
    path,
    code: "wrong-type",
    message,
    suggestion: adviseType(expected, node, wanted),
  });
}

function isFreeText(schema: Schema): boolean {
  return freeTexts.get(innerSchema(schema) as z.ZodString) !== undefined;
}

function isBracketed(node: Node): boolean {
  return node.kind !== "scalar" && /[{[]/.test(node.source.text.charAt(node.start));
}

function restOfLine({ source, start }: Node): string {
  const end = source.text.indexOf("\n", start);
  return source.text.slice(start, end < 0 ? undefined : end).trimEnd();
}

function adviseType(expected: string, node: Node, wanted: Schema | undefined): string {
  const text = node.kind === "scalar" ? node.text : "";
  if (expected === "true or false" && /^(yes|on|y|да)$/i.test(text)) return "write true";
  if (expected === "true or false" && /^(no|off|n|нет)$/i.test(text)) return "write false";
  const number = text.replace(/[\s_]/g, "").replace(",", ".");
  const form = expected.includes("whole") ? /^-?\d+$/ : /^-?\d+(\.\d+)?$/;
  if (expected.includes("number") && form.test(number)) return `write ${Number(number)}`;
  const percent = expected.includes("number") && /^\d+(\.\d+)?\s*%$/.test(text);
  if (percent) return `write ${Number.parseFloat(text)}`;
  if (expected === "a list" && node.kind === "scalar")
    return `write [${text}], or one item a line after "- "`;
  if (expected === "a list") return 'write a list: one item a line, each after "- "';
  const example = wanted && (exampleOf(wanted) ?? mappingExample(wanted, node));
  return example === undefined ? `write ${expected}` : `write for example ${example}`;
}

/** A mapping that a schema takes, with what a text stood for in the field it probably belongs to. */
function mappingExample(wanted: Schema, node: Node): string | undefined {
  const inner = innerSchema(wanted);
  const [mapping] = defOf(inner).type === "union" ? mappingOptions(inner) : [inner];
  const listsWords =
    defOf(inner).type === "union" &&
    (defOf(inner) as z.core.$ZodUnionDef).options.some(({ _zod }) => _zod.def.type === "enum");
  if (!mapping || listsWords) return undefined;
  const value = node.kind === "scalar" ? quoted(node.text) : "…";
  const def = defOf(mapping);
  if (def.type === "record") return "{ name: … }";
  const [key] = Object.keys(objectShape(mapping)?.shape ?? {});
  return key === undefined ? undefined : `{ ${key}: ${value} }`;
}

/** How a message names the node at a path. */
function nameOf(path: Path, { name }: IssueScope): string {
  const last = path.at(-1);
  if (last === undefined) return name === undefined ? "this" : quoted(name);
  if (typeof last === "string") return `"${last}"`;
  const list = path.at(-2);
  return typeof list === "string" ? `item ${last + 1} of "${list}"` : `item ${last + 1}`;
}

function lowerFirst(text: string): string {
  return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

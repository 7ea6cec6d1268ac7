import { isMap, isScalar, isSeq, Pair, Scalar, YAMLMap } from "yaml";
import type { Intake } from "./intake.ts";
import { minusKey } from "./minus.ts";
import type { GoneMinus } from "./report.ts";

/** What an import adds to the document of a list. */
export type ListAdditions = Pick<Intake, "groups" | "minus" | "groupMinus">;

/**
 * Adds to a list what an import knows and the document does not: labels of groups, minus phrases.
 * Nothing that is there is changed or taken out, so that whatever a person wrote stays.
 *
 * @returns whether anything was added.
 */
export function editList(list: YAMLMap, additions: ListAdditions): boolean {
  let isEdited = addMinus(list, [...additions.minus.values()]);
  for (const [id, label] of additions.groups.labels) {
    const minus = [...(additions.groupMinus.get(id)?.values() ?? [])];
    if (label === id && minus.length === 0) continue;
    const group = groupOf(list, id);
    if (label !== id && !group.map.has("label")) {
      group.map.set("label", quoted(label));
      isEdited = true;
    }
    if (addMinus(group.map, minus)) isEdited = true;
    if (group.isNew) isEdited = true;
  }
  return isEdited;
}

/**
 * Finds the minus phrases of a list and of its groups that an import does not have, and which keep
 * blocking although the account may have dropped them. Of an export without minus phrases nothing is
 * known.
 */
export function findGoneMinus(
  list: YAMLMap,
  { groups, minus, groupMinus }: ListAdditions,
): GoneMinus[] {
  const ofList = minus.size === 0 ? [] : minusOf(list).filter((each) => !minus.has(minusKey(each)));
  const gone: GoneMinus[] = ofList.map((phrase) => ({ phrase }));
  const written = list.get("groups");
  if (groupMinus.size === 0 || !isMap(written)) return gone;
  for (const { key, value } of written.items) {
    const group = keyText(key);
    if (!groups.labels.has(group) || !isMap(value)) continue;
    const own = groupMinus.get(group);
    for (const phrase of minusOf(value)) {
      if (own?.has(minusKey(phrase)) !== true) gone.push({ group, phrase });
    }
  }
  return gone;
}

function groupOf(list: YAMLMap, id: string): { readonly map: YAMLMap; readonly isNew: boolean } {
  const before = list.get("groups");
  const groups = isMap(before) ? before : new YAMLMap();
  if (groups !== before) list.set("groups", groups);
  const pair = groups.items.find(({ key }) => keyText(key) === id);
  if (pair && isMap(pair.value)) return { map: pair.value, isNew: false };
  const map = new YAMLMap();
  map.flow = true;
  if (pair) pair.value = map;
  else groups.items.push(new Pair(new Scalar(id), map));
  return { map, isNew: true };
}

/** Adds the minus phrases that are not there: as lines of a text, or items of a list, as it is written. */
function addMinus(owner: YAMLMap, phrases: readonly string[]): boolean {
  const node = owner.get("minus", true);
  const before = minusOf(owner);
  const known = new Set(before.map(minusKey));
  const fresh = phrases.filter((phrase) => !known.has(minusKey(phrase)));
  if (fresh.length === 0) return false;
  if (isSeq(node)) {
    for (const phrase of fresh) node.items.push(quoted(phrase));
    return true;
  }
  const text = new Scalar(`${[...before, ...fresh].join("\n")}\n`);
  text.type = Scalar.BLOCK_LITERAL;
  if (isScalar(node)) {
    text.commentBefore = node.commentBefore;
    text.comment = node.comment;
  }
  // A block of lines cannot stand between braces.
  owner.flow = false;
  owner.set("minus", text);
  return true;
}

function minusOf(owner: YAMLMap): string[] {
  const node = owner.get("minus", true);
  if (isSeq(node)) return node.items.map((item) => keyText(item));
  return linesOf(isScalar(node) ? String(node.value ?? "") : "");
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line.trim() !== "");
}

function keyText(node: unknown): string {
  if (!isScalar(node)) return String(node);
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

function quoted(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

import { fold } from "@facet/engine";
import { isMap, isScalar, isSeq, parseAllDocuments } from "yaml";
import type { Document, YAMLMap } from "yaml";
import type { Platform } from "./platform.ts";
import { ImportError } from "./import-error.ts";

/** A keyword list found in the YAML files of a folder. */
export interface ListDocument {
  /** Name of its file. */
  readonly file: string;
  /** Name of its table, as the document spells it. */
  readonly table: string;
  readonly platform: Platform | undefined;
  /** Folded label → id of the group. */
  readonly groupsByLabel: ReadonlyMap<string, string>;
}

/** A list as it stands in its file, ready to be edited. */
export interface OpenList {
  readonly list: YAMLMap;
  /** The text of the whole file; comments, order, line breaks and other documents are kept. */
  toText(): string;
}

/** Text of YAML files by name. */
export type Documents = ReadonlyMap<string, string>;

/**
 * Finds the document of a list.
 *
 * @returns `undefined` where no file has it.
 * @throws ImportError where its file is no YAML, so that it could not be written back.
 */
export function findList(id: string, documents: Documents): ListDocument | undefined {
  for (const [file, text] of documents) {
    if (!text.includes(id)) continue;
    const opened = openList(id, text, file);
    if (!opened) continue;
    const { list } = opened;
    return {
      file,
      table: tableOf(list, id),
      platform: sourceText(list.get("platform", true)) as Platform | undefined,
      groupsByLabel: labelsOf(list),
    };
  }
  return undefined;
}

/** Names all lists of a folder and their tables; what is no YAML has none. */
export function listsIn(documents: Documents): { readonly id: string; readonly table: string }[] {
  return [...documents.values()].flatMap((text) =>
    text.includes("keywordList")
      ? parseLists(text).flatMap((list) => {
          const id = sourceText(list.get("keywordList", true));
          return id === undefined ? [] : [{ id, table: tableOf(list, id) }];
        })
      : [],
  );
}

function tableOf(list: YAMLMap, id: string): string {
  return sourceText(list.get("file", true)) ?? `${id}.csv`;
}

function parseLists(text: string): YAMLMap[] {
  const documents = parseAllDocuments(text, { schema: "core", version: "1.2" });
  return Array.isArray(documents) ? documents.flatMap(listsOf) : [];
}

/** Opens the document of a list for editing; `undefined` where the text does not hold it. */
export function openList(id: string, text: string, file: string): OpenList | undefined {
  const documents = parseAllDocuments(text, { schema: "core", version: "1.2" });
  if (!Array.isArray(documents)) return undefined;
  const list = documents
    .flatMap(listsOf)
    .find((map) => sourceText(map.get("keywordList", true)) === id);
  if (!list) return undefined;
  const broken = documents.find(({ errors }) => errors.length > 0);
  if (broken) {
    const [error] = broken.errors;
    throw new ImportError(
      `${file} is no YAML, so the list "${id}" in it cannot be updated: ${error?.message ?? ""}`,
    );
  }
  return {
    list,
    toText() {
      const edited = documents.map((document) => document.toString({ lineWidth: 0 })).join("");
      return text.includes("\r\n") ? edited.replaceAll("\n", "\r\n") : edited;
    },
  };
}

function listsOf({ contents: root }: Document): YAMLMap[] {
  if (!isMap(root)) return [];
  if (root.has("keywordList")) return [root];
  const many = root.get("keywordLists");
  return isSeq(many) ? many.items.filter(isMap) : [];
}

/** The text of a scalar as it is written, so that an id such as `2024` or `1.10` stays one. */
function sourceText(node: unknown): string | undefined {
  if (!isScalar(node)) return typeof node === "string" ? node : undefined;
  return typeof node.value === "string" ? node.value : (node.source ?? String(node.value));
}

function labelsOf(list: YAMLMap): Map<string, string> {
  const labels = new Map<string, string>();
  const groups = list.get("groups");
  if (!isMap(groups)) return labels;
  for (const { key, value } of groups.items) {
    const id = sourceText(key);
    const label = isMap(value) ? sourceText(value.get("label", true)) : undefined;
    if (id !== undefined && label !== undefined && !labels.has(fold(label)))
      labels.set(fold(label), id);
  }
  return labels;
}

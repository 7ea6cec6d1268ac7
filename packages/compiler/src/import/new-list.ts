import { Document, Scalar, YAMLMap } from "yaml";
import { editList } from "./edit-list.ts";
import type { ListAdditions } from "./edit-list.ts";
import type { Platform } from "./platform.ts";

/** A list that has no document yet. */
export interface NewList {
  readonly id: string;
  /** Name of its table. */
  readonly table: string;
  readonly platform: Platform;
  /** Campaigns that it comes from. */
  readonly campaigns: ReadonlySet<string>;
}

const COMMENT =
  " Written by facet import. What you add or change here stays: the next import adds groups and minus phrases only.";

/** Writes the document of a new list. */
export function writeNewList(
  { id, table, platform, campaigns }: NewList,
  additions: ListAdditions,
): string {
  const list = new YAMLMap();
  const document = new Document(list);
  document.commentBefore = COMMENT;
  list.set("keywordList", id);
  list.set("file", table);
  if (campaigns.size > 0) list.set("description", quotedText([...campaigns].join(", ")));
  list.set("platform", platform);
  editList(list, additions);
  return document.toString({ lineWidth: 0 });
}

function quotedText(text: string): Scalar {
  const scalar = new Scalar(text);
  scalar.type = Scalar.QUOTE_DOUBLE;
  return scalar;
}

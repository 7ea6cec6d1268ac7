import type { Insertion, Template } from "@facet/engine";
import { toSafeHtml } from "./safe-html.ts";

/** Safe markup with its insertions back in place. */
export interface SafeTemplate {
  readonly template: Template;
  /** Markup that shows when nothing can be inserted: the defaults stand in, as plain text. */
  readonly fallback: string;
  /** Names of what was taken out. */
  readonly removed: readonly string[];
}

// Noncharacters: they stand around the number of an insertion while markup is made safe, and are of
// no use in a text.
const MARKS = /[\uFDD0\uFDD1]/g;
const MARKED = /\uFDD0(\d+)\uFDD1/;

/**
 * Makes markup with insertions safe. Insertions are kept apart from the markup meanwhile, so that no
 * default can be taken for a tag; those inside removed markup go with it.
 */
export function toSafeTemplate(template: Template): SafeTemplate {
  const source = template
    .map((part, index) =>
      typeof part === "string" ? part.replace(MARKS, "") : `\uFDD0${index}\uFDD1`,
    )
    .join("");
  const { html, removed } = toSafeHtml(source);
  const parts = html.split(MARKED).map((piece, index) => {
    // The split puts what the group caught between the pieces of markup.
    return index % 2 === 0 ? piece : template[Number(piece)];
  });
  const kept = parts.filter(
    (part): part is string | Insertion => part !== undefined && part !== "",
  );
  const plain = kept.map((part) =>
    typeof part === "string" ? part : escapeText(part.default ?? ""),
  );
  return { template: kept, fallback: toSafeHtml(plain.join("")).html, removed };
}

function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

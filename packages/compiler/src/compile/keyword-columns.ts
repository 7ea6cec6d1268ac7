import type { SlotType } from "@facet/engine";
import type { KeywordTable, TableColumn } from "../load/table.ts";
import type { Finding } from "../problem.ts";
import { ctaContent, imageContent } from "../schema/content.ts";
import { formContent } from "../schema/form.ts";
import { suggest } from "../suggest.ts";
import { REFERENCES, checkReference } from "./reference.ts";
import type { CompileScope } from "./scope.ts";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";

/** What a column of a table gives content to. */
export interface ContentColumn {
  /** As written in the header. */
  readonly name: string;
  /** Slot id, with `@` and a language where the column names one. */
  readonly key: string;
  readonly type: SlotType;
  /** Field of the slot's content; empty: the whole content. */
  readonly field: readonly string[];
}

/** Fields by type of slot; the content of the other types has none of its own. */
const FIELDS = new Map<SlotType, readonly string[]>([
  ["cta", Object.keys(ctaContent.shape)],
  ["image", Object.keys(imageContent.shape)],
  ["form", Object.keys(formContent.shape).filter((name) => name !== "fields")],
]);

/**
 * Finds the slot that each column is of: `hero.cta.label@en` is the field `label` of `hero.cta` in
 * English. Columns of no slot and of no field are reported once, at the header.
 */
export function readContentColumns(
  table: KeywordTable,
  scope: CompileScope,
): ReadonlyMap<string, ContentColumn> {
  const columns = new Map<string, ContentColumn>();
  for (const column of table.columns) {
    if (column.kind !== "slot") continue;
    const spot = {
      path: [],
      report: (finding: Finding) => table.report({ column: column.name }, finding),
    };
    const found = readColumn(column, scope, spot);
    if (found) columns.set(column.name, found);
  }
  return columns;
}

function readColumn(
  { name }: TableColumn,
  { declared, slots, site }: CompileScope,
  spot: Spot,
): ContentColumn | undefined {
  const [whole = "", locale] = name.split("@");
  const parts = whole.split(".");
  const length = parts.findLastIndex((_, index) =>
    declared.slots.has(parts.slice(0, index + 1).join(".")),
  );
  if (length < 0) {
    checkReference(spot, { kind: REFERENCES.slot, name: whole, known: declared.slots });
    return undefined;
  }
  const id = parts.slice(0, length + 1).join(".");
  const field = parts.slice(length + 1);
  const known = new Set(site.locales);
  const isLocale =
    locale === undefined || checkReference(spot, { kind: REFERENCES.locale, name: locale, known });
  const type = slots.get(id)?.type;
  if (type === undefined || !isLocale || !checkField({ id, type, field }, spot)) return undefined;
  return { name, key: locale === undefined ? id : `${id}@${locale}`, type, field };
}

interface SlotField {
  readonly id: string;
  readonly type: SlotType;
  readonly field: readonly string[];
}

function checkField({ id, type, field }: SlotField, spot: Spot): boolean {
  const name = field.join(".");
  const fields = FIELDS.get(type) ?? [];
  if (name === "" || type === "json" || fields.includes(name)) return true;
  const listed = fields.length === 0 ? "has no fields" : `has ${fields.join(", ")}`;
  complain(spot, {
    code: "unknown-key",
    message: `there is no field "${name}": the ${type} slot "${id}" ${listed}`,
    suggestion: suggest(name, fields) ?? `name the column ${id}`,
  });
  return false;
}

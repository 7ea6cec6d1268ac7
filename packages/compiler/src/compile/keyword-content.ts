import type { Json } from "@facet/engine";
import type { KeywordRow, KeywordTable } from "../load/table.ts";
import type { Finding } from "../problem.ts";
import { slotContents } from "../schema/index.ts";
import { compileContents } from "./contents.ts";
import type { Contents } from "./contents.ts";
import type { ContentColumn } from "./keyword-columns.ts";
import type { CompileScope } from "./scope.ts";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";

/** What the content cells of a table are read with. */
export interface RowScope {
  readonly table: KeywordTable;
  readonly columns: ReadonlyMap<string, ContentColumn>;
  readonly scope: CompileScope;
}

/** Fields that hold numbers; in a table everything is text. */
const NUMBERS: ReadonlySet<string> = new Set(["width", "height", "maxFields"]);

/**
 * Compiles the content cells of a row.
 *
 * @returns `undefined` where the row has none.
 */
export function compileRowContent(row: KeywordRow, around: RowScope): Contents | undefined {
  const values = new Map<string, Json>();
  const columns = new Map<string, ContentColumn[]>();
  for (const [name, text] of Object.entries(row.content)) {
    const column = around.columns.get(name);
    if (!column) continue;
    const { key, field } = column;
    values.set(key, setField(values.get(key), field, toValue(text, column)));
    columns.set(key, [...(columns.get(key) ?? []), column]);
  }
  if (values.size === 0) return undefined;
  const spotOf = (key: string): Spot =>
    cellSpot(columns.get(key) ?? [], { row, table: around.table });
  const fitting = [...values].filter(([key, value]) =>
    fitsSlot(value, columns.get(key)?.[0], spotOf(key)),
  );
  const contents = compileContents(Object.fromEntries(fitting), around.scope, spotOf);
  return Object.keys(contents).length === 0 ? undefined : contents;
}

function toValue(text: string, { type, field }: ContentColumn): Json {
  const isNumber = NUMBERS.has(field.at(-1) ?? "") && /^\d+$/.test(text);
  return type === "json" || isNumber ? parseJson(text) : text;
}

/** A cell of a json slot: JSON where it is, else a text. */
function parseJson(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return text;
  }
}

function setField(base: Json | undefined, field: readonly string[], value: Json): Json {
  const [key, ...rest] = field;
  if (key === undefined) return value;
  const isMapping = typeof base === "object" && base !== null && !Array.isArray(base);
  const below = new Map<string, Json>(isMapping ? Object.entries(base) : []);
  return Object.fromEntries(below.set(key, setField(below.get(key), rest, value)));
}

interface RowPlace {
  readonly row: KeywordRow;
  readonly table: KeywordTable;
}

/** The cells that give one content; a finding about a field is about the cell of that field. */
function cellSpot(columns: readonly ContentColumn[], { row, table }: RowPlace): Spot {
  return {
    path: [],
    report: (finding: Finding) => {
      const own = columns.find(({ field }) =>
        field.every((step, index) => finding.path[index] === step),
      );
      const column = own ?? columns[0];
      if (column) table.report({ row, column: column.name }, finding);
    },
  };
}

function fitsSlot(value: Json, column: ContentColumn | undefined, spot: Spot): boolean {
  if (!column) return false;
  const parsed = slotContents[column.type].safeParse(value);
  for (const { path, message } of parsed.error?.issues ?? []) {
    complain(
      { ...spot, path: path.map(String) },
      {
        code: "wrong-type",
        message: `this does not fit the ${column.type} slot: ${message}`,
        suggestion: `write what fits, or name the column after a field such as ${column.key}.label`,
      },
    );
  }
  return parsed.success;
}

import type { GroupRegistry } from "./groups.ts";
import { identityOf } from "./identity.ts";
import { createKeyIndex } from "./key-index.ts";
import type { KeyIndex } from "./key-index.ts";
import { minusKey } from "./minus.ts";
import { createNumberList } from "./number-list.ts";
import type { NumberList } from "./number-list.ts";
import type { PlaceMinus, RecordReading } from "./read-record.ts";
import type { ImportRow } from "./row.ts";
import type { Spool } from "./spool.ts";

/** Everything that an import brings for one list. */
export interface Intake {
  readonly groups: GroupRegistry;
  /** Numbers of its phrases in the spool, in the order of the files. */
  readonly rows: NumberList;
  /** Place in `rows` by the identity of a phrase. */
  readonly byIdentity: KeyIndex;
  /** Columns of a keyword table that any phrase fills. */
  readonly columns: Set<string>;
  /** Minus phrases of the list by their key. */
  readonly minus: Map<string, string>;
  /** The same of its groups, by id. */
  readonly groupMinus: Map<string, Map<string, string>>;
  /** Campaigns that it is made of. */
  readonly campaigns: Set<string>;
}

/** Makes an empty intake. */
export function createIntake(groups: GroupRegistry): Intake {
  return {
    groups,
    rows: createNumberList("whole"),
    byIdentity: createKeyIndex(),
    columns: new Set(),
    minus: new Map(),
    groupMinus: new Map(),
    campaigns: new Set(),
  };
}

/**
 * Takes what a row of an export says.
 *
 * @returns the row that is there already, where it repeats one.
 */
export function takeIn(
  intake: Intake,
  reading: Exclude<RecordReading, { kind: "skip" }>,
  spool: Spool,
): ImportRow | undefined {
  const { place, minus } = reading;
  if (place.campaign !== "") intake.campaigns.add(place.campaign);
  const isGroupless = reading.kind === "minus" && minus.group.length === 0;
  const group = isGroupless
    ? ""
    : intake.groups.resolve({ name: place.group, accountId: place.groupId });
  takeMinus(intake, { group, minus });
  if (reading.kind === "minus") return undefined;
  const row: ImportRow = { ...reading.phrase, group };
  const before = intake.byIdentity.add(identityOf(row), intake.rows.length);
  if (before !== undefined) return spool.read(intake.rows.at(before) ?? 0);
  intake.rows.push(spool.append(row));
  for (const column of columnsOf(row)) intake.columns.add(column);
  return undefined;
}

/** Columns of a keyword table that a phrase fills, besides its text. */
function columnsOf({ match, group, priority, ids, content }: ImportRow): string[] {
  return [
    ...(match === "" ? [] : ["match"]),
    ...(group === "" ? [] : ["group"]),
    ...(priority === "" ? [] : ["priority"]),
    ...Object.keys(ids),
    ...Object.keys(content),
  ];
}

function takeMinus(
  intake: Intake,
  { group, minus }: { readonly group: string; readonly minus: PlaceMinus },
): void {
  addAll(intake.minus, minus.campaign);
  if (minus.group.length === 0) return;
  const own = intake.groupMinus.get(group) ?? new Map<string, string>();
  intake.groupMinus.set(group, addAll(own, minus.group));
}

function addAll(known: Map<string, string>, phrases: readonly string[]): Map<string, string> {
  for (const phrase of phrases) {
    const key = minusKey(phrase);
    if (!known.has(key)) known.set(key, phrase);
  }
  return known;
}

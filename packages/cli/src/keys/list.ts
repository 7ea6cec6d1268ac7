import type { ListedKey } from "@facet/api/node";
import { formatTable } from "../terminal/table.ts";
import { paint } from "../terminal/terminal.ts";
import type { KeyAction } from "./action.ts";

const STATE = 7;

/** `facet keys list`: every key of the store, revoked ones too. */
export const listKeys: KeyAction = async ({ site, json }, { terminal, openDesk }) => {
  const desk = await openDesk();
  const all = await desk.list().finally(() => desk.close());
  const keys = all.filter((key) => site === undefined || key.site === site);
  if (json === true) {
    await terminal.write(`${JSON.stringify(keys.map(toJson), undefined, 2)}\n`);
    return 0;
  }
  if (keys.length === 0) {
    terminal.warn(
      "There are no keys: the API is a playground for this machine. See: facet keys --help",
    );
    return 0;
  }
  const table = formatTable(
    {
      header: ["id", "kind", "site", "label", "origins", "made", "last used", "state"],
      rows: keys.map(toRow),
    },
    {
      columns: terminal.columns,
      whole: [0],
      paint(text, { row, column }) {
        if (row < 0) return paint(terminal, "strong", text);
        const isRevoked = keys[row]?.revokedAt !== undefined;
        return column === STATE ? paint(terminal, isRevoked ? "bad" : "good", text) : text;
      },
    },
  );
  await terminal.write(`${table}\n`);
  return 0;
};

function toRow(key: ListedKey): string[] {
  const { id, kind, site, label = "", origins, createdAt, lastUsedAt, revokedAt } = key;
  return [
    id,
    kind,
    site,
    label,
    origins.join(" "),
    toDay(createdAt),
    lastUsedAt === undefined ? "never" : `${toDay(lastUsedAt)} ${toIso(lastUsedAt).slice(11, 13)}h`,
    revokedAt === undefined ? "in use" : `revoked ${toDay(revokedAt)}`,
  ];
}

/** A key without its hash, times in ISO 8601. */
function toJson(key: ListedKey): object {
  const { id, kind, site, label, origins, createdAt, lastUsedAt, revokedAt } = key;
  return {
    id,
    kind,
    site,
    label,
    origins,
    createdAt: toIso(createdAt),
    ...(lastUsedAt === undefined ? {} : { lastUsedAt: toIso(lastUsedAt) }),
    ...(revokedAt === undefined ? {} : { revokedAt: toIso(revokedAt) }),
  };
}

function toDay(ms: number): string {
  return toIso(ms).slice(0, 10);
}

function toIso(ms: number): string {
  return new Date(ms).toISOString();
}

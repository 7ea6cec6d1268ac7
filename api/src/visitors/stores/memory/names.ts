import type { JoinedName } from "../join-plan.ts";

/** The names that were joined to visitors, of all sites. */
export interface MemoryNames {
  /** Own id of the visitor that a name names: the name itself where it was never joined. */
  visitorOf(site: string, name: string): string;
  isJoined(site: string, name: string): boolean;
  /** All names of a visitor, their own id included. */
  namesOf(site: string, visitor: string): readonly JoinedName[];
  /** Makes a name one of a visitor; once known it stays so. */
  join(site: string, visitor: string, name: JoinedName): void;
  forget(site: string, name: string): void;
}

interface Row {
  readonly visitor: string;
  readonly isKnown: boolean;
}

/** Makes the names of a store in memory. */
export function createMemoryNames(): MemoryNames {
  const rows = new Map<string, Row>();
  const members = new Map<string, Set<string>>();

  function forget(site: string, name: string): void {
    const row = rows.get(keyOf(site, name));
    if (row === undefined) return;
    rows.delete(keyOf(site, name));
    const names = members.get(keyOf(site, row.visitor));
    names?.delete(name);
    if (names?.size === 0) members.delete(keyOf(site, row.visitor));
  }

  return {
    visitorOf: (site, name) => rows.get(keyOf(site, name))?.visitor ?? name,
    isJoined: (site, name) => rows.has(keyOf(site, name)),
    namesOf(site, visitor) {
      const names = new Set([visitor, ...(members.get(keyOf(site, visitor)) ?? [])]);
      return [...names].map((name) => ({
        name,
        isKnown: rows.get(keyOf(site, name))?.isKnown ?? false,
      }));
    },
    join(site, visitor, { name, isKnown }) {
      const wasKnown = rows.get(keyOf(site, name))?.isKnown ?? false;
      forget(site, name);
      rows.set(keyOf(site, name), { visitor, isKnown: isKnown || wasKnown });
      const names = members.get(keyOf(site, visitor)) ?? new Set();
      members.set(keyOf(site, visitor), names.add(name));
    },
    forget,
  };
}

/** One key of two texts; a site's id holds no NUL. */
export function keyOf(site: string, name: string): string {
  return `${site}\0${name}`;
}

/** The second text of a key. */
export function idOf(key: string): string {
  return key.slice(key.indexOf("\0") + 1);
}

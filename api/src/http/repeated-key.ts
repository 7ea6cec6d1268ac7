/** Strings and the marks that open, close and part what holds them. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gsu;

interface Level {
  /** Names so far; absent: a list. */
  readonly names?: Set<string>;
  /** Where in it the reading is: a name, or an index. */
  at: PropertyKey;
}

/**
 * Finds the first object member that stands twice.
 *
 * @param text Well-formed JSON (RFC 8259).
 * @returns its path; `undefined` where every member stands once.
 */
export function findRepeatedKey(text: string): readonly PropertyKey[] | undefined {
  const levels: Level[] = [];
  let isNameNext = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const level = levels.at(-1);
    if (token === "{" || token === "[") {
      levels.push(token === "{" ? { names: new Set(), at: "" } : { at: 0 });
      isNameNext = token === "{";
    } else if (token === "}" || token === "]") {
      levels.pop();
      isNameNext = false;
    } else if (token === ",") {
      isNameNext = level?.names !== undefined;
      if (level !== undefined && typeof level.at === "number") level.at += 1;
    } else if (isNameNext && level?.names !== undefined && token !== ":") {
      const name = String(JSON.parse(token));
      level.at = name;
      if (level.names.has(name)) return levels.map(({ at }) => at);
      level.names.add(name);
      isNameNext = false;
    }
  }
  return undefined;
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["(", ")"],
  ['"', '"'],
  ["'", "'"],
]);

/** The selectors of a list, split at the commas that are outside of brackets and quotes. */
export function splitSelectors(list: string): readonly string[] {
  const selectors: string[] = [];
  const waitsFor: string[] = [];
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    const character = list.charAt(at);
    const inner = waitsFor.at(-1);
    const isQuoted = inner === '"' || inner === "'";
    if (character === inner) waitsFor.pop();
    else if (!isQuoted && CLOSING.has(character)) waitsFor.push(CLOSING.get(character) ?? "");
    else if (character === "," && inner === undefined) {
      selectors.push(list.slice(start, at));
      start = at + 1;
    }
  }
  selectors.push(list.slice(start));
  return selectors.map((selector) => selector.trim()).filter((selector) => selector !== "");
}

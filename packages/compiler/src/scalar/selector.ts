const CLOSING: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["(", ")"],
]);
const LEFT_OVER = /(?:^|,)\s*[>+~]|(?:^|[,(])\s*(?:[,)]|$)|[>+~]\s*(?:[,)>+~]|$)/u;

/**
 * Says what keeps a text from being a CSS selector, as far as that shows without a browser:
 * brackets and quotes that do not match, and parts that are missing.
 */
export function selectorMistake(text: string): string | undefined {
  const open: string[] = [];
  let bare = "";
  for (const [token] of text.matchAll(/\\.|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|./gsu)) {
    if (token === '"' || token === "'") return `a quote ${token} is opened and not closed`;
    const closing = CLOSING.get(token);
    if (closing !== undefined) open.push(token);
    if (token === "]" || token === ")") {
      const last = open.pop();
      if (last === undefined || CLOSING.get(last) !== token) {
        return `a "${token}" closes what was not opened`;
      }
    }
    // In texts, after \\ and inside [ ] signs mean other things, as in [href~=x].
    bare += token.length > 1 || open.includes("[") ? "x" : token;
  }
  const [first] = open.reverse();
  if (first !== undefined) return `a "${first}" is opened and not closed`;
  return LEFT_OVER.test(bare) ? "a part of it is missing beside a comma or a sign" : undefined;
}

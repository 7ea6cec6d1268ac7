/** Longest text that an advice repeats. */
const MAX_SHOWN = 80;

/** A text in the quotes that need the fewest escapes. */
export function quoted(text: string): string {
  const shown = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  if (shown.includes('"') && !shown.includes("'") && !/[\t\n]/.test(shown)) return `'${shown}'`;
  const escaped = shown
    .replaceAll("\\", "\\\\")
    .replaceAll('"', '\\"')
    .replaceAll("\t", "\\t")
    .replaceAll("\n", "\\n");
  return `"${escaped}"`;
}

const LINE = /^\s*(?:- +)*(?:(?:"[^"]*"|'[^']*'|[^\s"'#:{[][^:#]*)\s*:[ \t]+)?(\S.*)$/;

/** What stands after the key or the dash of a line: the text its author probably meant. */
export function valueOfLine(line: string): string | undefined {
  return LINE.exec(line)?.[1]?.trimEnd();
}

/** Advice to write the value of a line in quotes. */
export function quoteAdvice(line: string): string | undefined {
  const value = valueOfLine(line);
  return value === undefined || value === "" ? undefined : `write ${quoted(unquote(value))}`;
}

/** The text without quotes around its first part, as in `"Окна" от 7 900`. */
function unquote(value: string): string {
  const closed = /^(["'])(.*)\1$/.exec(value);
  return closed?.[2] ?? value;
}

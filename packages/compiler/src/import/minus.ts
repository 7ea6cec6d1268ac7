/**
 * Splits a cell of minus phrases into its phrases, without the dash before each. Ad systems part them
 * by commas, semicolons or line breaks, or write them in a row, each with its dash.
 *
 * @param cell As it is in the file, line breaks included.
 */
export function splitMinus(cell: string): string[] {
  if (cell === "") return [];
  const parts = cell.split(/[\n\r,;]+/u).flatMap((part) => {
    const text = part.trim();
    return text.startsWith("-") ? text.split(/\s+(?=-)/u) : [text];
  });
  const phrases = parts.map((part) =>
    part
      .replace(/^-+\s*/u, "")
      .replace(/\s+/gu, " ")
      .trim(),
  );
  return [...new Set(phrases)].filter((phrase) => phrase !== "");
}

/** The form in which two spellings of a minus phrase are the same. */
export function minusKey(phrase: string): string {
  return phrase
    .toLowerCase()
    .replaceAll("ё", "е")
    .replace(/\s+/gu, " ")
    .trim()
    .replace(/^-+\s*/u, "");
}

/** Cuts the minus words off the end of a Direct phrase: `окна +для дома -бесплатно` → `окна +для дома`. */
export function withoutMinus(phrase: string): string {
  const at = phrase.search(/(?:^|\s)-(?=[^\s-])/u);
  return at <= 0 ? phrase : phrase.slice(0, at).trim();
}

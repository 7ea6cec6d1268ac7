const COLLAPSE = /\s+/gu;

/**
 * Folds a text for comparison: lower case, composed characters (NFC), ё as е, runs of white space as
 * one space, none at the ends. Folding twice changes nothing.
 */
export function fold(text: string): string {
  if (isFolded(text)) return text;
  return text
    .toLowerCase()
    .normalize("NFC")
    .replace(/ё\u0308*/gu, "е")
    .normalize("NFC")
    .replace(COLLAPSE, " ")
    .trim();
}

/** Whether a text is ASCII and plain Russian letters in which folding would change nothing. */
function isFolded(text: string): boolean {
  let afterSpace = true;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x20) {
      if (afterSpace) return false;
      afterSpace = true;
    } else {
      if (!isFoldedUnit(code)) return false;
      afterSpace = false;
    }
  }
  return !afterSpace || text.length === 0;
}

/** Of ASCII what is neither a capital nor a control; the letters а to я. */
function isFoldedUnit(code: number): boolean {
  if (code > 0x7e) return code >= 0x430 && code <= 0x44f;
  return code > 0x20 && (code < 0x41 || code > 0x5a);
}

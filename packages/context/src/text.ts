const LINE_BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
// Controls, and the invisible characters that reorder or hide text: bidi controls, zero-width
// space and no-break space, word joiner, soft hyphen. The zero-width joiner stays: emoji need it.
const INVISIBLE = /[\p{Cc}\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

/**
 * Makes text of a request safe to keep and to show: line breaks and tabs become spaces, control
 * and invisible formatting characters are removed, lone surrogates become U+FFFD, the rest is cut
 * to `maxLength` UTF-16 units without splitting a character.
 */
export function cleanText(text: string, maxLength: number): string {
  // Twice the length is enough to judge: what is cut here could only have been dropped.
  const head = text.length > maxLength * 2 ? text.slice(0, maxLength * 2) : text;
  const clean = head.replace(LINE_BREAKS, " ").replace(INVISIBLE, "").toWellFormed();
  if (clean.length <= maxLength) return clean;
  const splits = isHighSurrogate(clean.charCodeAt(maxLength - 1));
  return clean.slice(0, splits ? maxLength - 1 : maxLength);
}

/** A phrase as people read it: composed (NFC), runs of spaces collapsed, ends trimmed. */
export function cleanPhrase(text: string, maxLength: number): string {
  return cleanText(text, maxLength).normalize("NFC").replace(/\s+/gu, " ").trim();
}

function isHighSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** Longest value that is inserted, in characters; the rest is cut. */
export const MAX_INSERTED = 200;

// Format characters: bidi controls, zero-width characters, soft hyphens, tags; and letters that have
// no width (the combining grapheme joiner and the fillers of Hangul).
const INVISIBLE = /\p{Cf}|\u{34f}|\u{115f}|\u{1160}|\u{3164}|\u{ffa0}/gu;
const BREAKING = /[\p{Cc}\s]+/gu;

/**
 * Makes a text that came from outside fit to be shown: control, bidi and zero-width characters out,
 * white space collapsed, at most {@link MAX_INSERTED} characters.
 */
export function sanitise(text: string): string {
  const clean = text.toWellFormed().replace(INVISIBLE, "").replace(BREAKING, " ").trim();
  if (clean.length <= MAX_INSERTED) return clean;
  return [...clean].slice(0, MAX_INSERTED).join("").trimEnd();
}

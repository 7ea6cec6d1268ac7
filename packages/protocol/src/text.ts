/** What is said of a text that {@link isWhole} refuses. */
export const BROKEN = { error: "expected a text without half a character" } as const;

/**
 * Whether a text may name somebody or something. Half a surrogate pair becomes U+FFFD as UTF-8, so that
 * a store would take two names with one for the same.
 */
export function isWhole(text: string): boolean {
  return text.isWellFormed();
}

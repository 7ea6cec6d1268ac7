/** What surrounds an inserted text, and so how it has to be written. */
export type Surroundings = "text" | "html" | "url";

const ENTITIES = new Map([
  ["&", "&amp;"],
  ["<", "&lt;"],
  [">", "&gt;"],
  ['"', "&quot;"],
  ["'", "&#39;"],
]);

/** Attributes that hold an address. */
const URL_ATTRIBUTE = /^(?:href|src|srcset|action|formaction|poster|cite|data|xlink:href)$/i;

/** Attributes whose value is code or style, in which no escaping makes a text harmless. */
const CODE_ATTRIBUTE = /^(?:on|style$|srcdoc$)/i;

/**
 * Writes an inserted plain text so that it stays text where it goes.
 *
 * @param before Everything in front of it, inserted texts included.
 * @returns `undefined` where no text can be inserted safely.
 */
export function escapeFor(
  surroundings: Surroundings,
  text: string,
  before: string,
): string | undefined {
  if (surroundings === "text") return text;
  return surroundings === "url" ? encodeURIComponent(text) : escapeInHtml(text, before);
}

function escapeInHtml(text: string, before: string): string | undefined {
  if (/<(?:script|style)\b(?!.*<\/(?:script|style))/is.test(before)) return undefined;
  const tag = before.slice(before.lastIndexOf("<"));
  if (!tag.startsWith("<") || tag.includes(">")) {
    return text.replace(/[&<>"']/g, (character) => ENTITIES.get(character) ?? character);
  }
  const attribute = /\s([^\s"'<>/=]+)\s*=\s*(?:"[^"]*|'[^']*|[^\s"']*)$/.exec(tag)?.[1];
  if (attribute === undefined || CODE_ATTRIBUTE.test(attribute)) return undefined;
  if (URL_ATTRIBUTE.test(attribute)) return encodeURIComponent(text);
  // In an attribute without quotes a space or a sign of equality would begin the next one.
  return text.replace(/[^\p{L}\p{N}]/gu, (character) => `&#${character.codePointAt(0)};`);
}

const SAFE_SCHEMES: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);

/**
 * Whether an address may be linked to: http, https, mailto, tel, or relative. Browsers skip white
 * space and control characters in front of a scheme and inside it, so they are skipped here too.
 */
export function isSafeUrl(url: string): boolean {
  const scheme = /^([^/?#:]*):/.exec(url.replace(/[\p{Cc}\s]/gu, ""))?.[1];
  return scheme === undefined || SAFE_SCHEMES.has(scheme.toLowerCase());
}

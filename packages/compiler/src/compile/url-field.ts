import type { Template } from "@facet/engine";

const SCHEMES: ReadonlySet<string> = new Set(["http", "https", "mailto", "tel"]);

/** Literal beginnings after which an insertion cannot change where the link leads. */
const SETTLED = /^(?:https?:\/\/[^/?#]+[/?#]|\/(?!\/)|[?#]|\.{1,2}\/|mailto:|tel:)/i;

/**
 * Says what is wrong with a link or an image address: only `http`, `https`, `mailto`, `tel`,
 * relative addresses and fragments are let through.
 *
 * @returns words for the author, or `undefined` where the address is fine.
 */
export function urlProblem(text: string): string | undefined {
  // Browsers drop tabs and line ends from an address, so `java\nscript:` is a scheme to them.
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u001f\u007f]/.test(text))
    return "an address holds no tabs, line ends or control characters";
  const trimmed = text.trim();
  if (trimmed === "") return "an address cannot be empty";
  if (trimmed.includes("\\")) return "an address holds no backslash";
  const scheme = /^([^/?#:]*):/.exec(trimmed)?.[1];
  if (scheme === undefined || SCHEMES.has(scheme.toLowerCase())) return undefined;
  return `"${scheme}:" is not allowed in an address; use http, https, mailto, tel, a relative address or #fragment`;
}

/**
 * Says what is wrong with an address that holds insertions: its literal beginning must settle the
 * scheme and the host, so that no inserted text can.
 */
export function urlTemplateProblem(template: Template): string | undefined {
  const [first] = template;
  if (typeof first === "string" && SETTLED.test(first.trim())) return undefined;
  return "an address may hold insertions only after its host or a leading /, ? or #";
}

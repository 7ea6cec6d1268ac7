import { CLICK_NAMES, PHRASE_PARAMETERS } from "@facet/context";

const UTM = ["source", "medium", "campaign", "content", "term", "id"].map((name) => `utm_${name}`);

/** URL parameters that a signal is read from. */
function parametersOf(signal: string): readonly string[] {
  const [root = "", ...rest] = signal.split(".");
  switch (root) {
    case "keyword":
      return PHRASE_PARAMETERS;
    case "click":
      return CLICK_NAMES;
    case "channel":
      return [...UTM, ...CLICK_NAMES];
    case "utm":
      return rest.length === 0 ? UTM : [`utm_${rest.join(".")}`];
    case "url":
      return rest[0] === "query" && rest.length > 1 ? [rest.slice(1).join(".")] : [];
    default:
      return [];
  }
}

/**
 * The `No-Vary-Search` header of a page (WICG): URLs that differ only in parameters which no rule of the
 * page reads are one page.
 *
 * @param signals Dotted names of the signals that decide the page.
 */
export function toNoVarySearch(signals: readonly string[]): string {
  const names = [...new Set(signals.flatMap(parametersOf))].sort();
  const read = names.map((name) => JSON.stringify(name)).join(" ");
  return names.length === 0 ? "key-order, params" : `key-order, params, except=(${read})`;
}

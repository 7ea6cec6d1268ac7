import type { Filter } from "@facet/engine";
import { suggest } from "../suggest.ts";

/** A filter as parsed, the default it stands for, or what is wrong with it. */
export type ParsedFilter =
  | { readonly filter: Filter }
  | { readonly default: string }
  | { readonly code: string; readonly message: string; readonly suggestion?: string };

const PLAIN = ["title", "sentence", "upper", "lower", "where"] as const;
const WITH_ARGUMENT = ["max", "plural", "default"] as const;
const NAMES: readonly string[] = [...PLAIN, ...WITH_ARGUMENT];

/**
 * Reads one filter of an insertion, e.g. `title`, `max:40`, `plural:день,дня,дней` or
 * `default:вашем городе`.
 *
 * @param text What stands between two `|`.
 */
export function parseFilter(text: string): ParsedFilter {
  const colon = text.indexOf(":");
  const name = (colon < 0 ? text : text.slice(0, colon)).trim();
  const argument = colon < 0 ? undefined : text.slice(colon + 1);
  if (name === "default")
    return argument === undefined ? needs("default", "default:TEXT") : { default: argument };
  if (name === "max") return parseMax(argument);
  if (name === "plural") return parsePlural(argument);
  const plain = PLAIN.find((known) => known === name);
  if (plain === undefined) return unknownFilter(name);
  if (argument !== undefined) {
    return {
      code: "filter-argument",
      message: `filter "${plain}" takes no argument, but got "${argument}"`,
    };
  }
  return { filter: { name: plain } };
}

function parseMax(argument: string | undefined): ParsedFilter {
  if (argument === undefined) return needs("max", "max:40");
  const length = /^\s*[1-9]\d{0,5}\s*$/.test(argument) ? Number(argument) : undefined;
  if (length !== undefined) return { filter: { name: "max", length } };
  return {
    code: "filter-argument",
    message: `filter "max" takes a whole number of characters above 0, but got "${argument}"`,
    suggestion: "write for example max:40",
  };
}

function parsePlural(argument: string | undefined): ParsedFilter {
  const example = "plural:день,дня,дней";
  if (argument === undefined) return needs("plural", example);
  const forms = argument.split(",").map((form) => form.trim());
  if ((forms.length === 2 || forms.length === 3) && forms.every((form) => form !== "")) {
    return { filter: { name: "plural", forms } };
  }
  return {
    code: "filter-argument",
    message: `filter "plural" takes two or three word forms (one, few, many), but got "${argument}"`,
    suggestion: `write for example ${example} or plural:day,days`,
  };
}

function needs(name: string, example: string): ParsedFilter {
  return {
    code: "filter-argument",
    message: `filter "${name}" needs an argument after a colon`,
    suggestion: `write for example ${example}`,
  };
}

function unknownFilter(name: string): ParsedFilter {
  if (name === "")
    return { code: "unknown-filter", message: "there is an empty filter between two |" };
  return {
    code: "unknown-filter",
    message: `unknown filter "${name}"; the filters are ${NAMES.join(", ")}`,
    suggestion: suggest(name, NAMES),
  };
}

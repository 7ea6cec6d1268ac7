import { CURLY_QUOTED } from "../look-alike.ts";
import { complain } from "./spot.ts";
import type { Spot } from "./spot.ts";

const MARKUP = /<\/?(?:a|b|br|div|em|h[1-6]|i|li|ol|p|small|span|strong|u|ul)(?:\s[^<>]*)?\/?>/i;
const MUSTACHE = /\{\{\s*([\w.]+)\s*(?:\|[^{}]*)?\}\}/;

/** Warns of what a text for people shows although its author meant something else by it. */
export function warnOfSlips(text: string, spot: Spot): void {
  const [, quoted] = CURLY_QUOTED.exec(text) ?? [];
  if (quoted !== undefined) {
    complain(spot, {
      severity: "warning",
      code: "curly-quotes",
      message: "the quotes around this are curly, so they are shown as a part of the text",
      suggestion: `write straight ones: ${JSON.stringify(quoted)}`,
    });
  }
  const [tag] = MARKUP.exec(text) ?? [];
  if (tag !== undefined) {
    complain(spot, {
      severity: "warning",
      code: "markup-in-text",
      message: `this is text, so ${tag} is shown as it is written`,
      suggestion: "take the markup out; only slots of the type html have it",
    });
  }
  const [braces, name] = MUSTACHE.exec(text) ?? [];
  if (braces !== undefined) {
    complain(spot, {
      severity: "warning",
      code: "literal-braces",
      message: `{{ writes a brace, so this shows ${braces.slice(1)}`,
      suggestion: `to insert the signal, write {${name ?? ""}|default:TEXT}`,
    });
  }
}

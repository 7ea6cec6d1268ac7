import { findSignal, SIGNALS } from "@facet/engine";
import type { AttributeType } from "@facet/engine";
import { suggest } from "../suggest.ts";
import type { InsertionRules } from "./insertion-check.ts";

/** Makes the check of signal names in insertions: built-in signals and declared attributes. */
export function createSignalCheck(
  attributes: Readonly<Record<string, AttributeType>>,
): InsertionRules["checkSignal"] {
  const names = [
    ...SIGNALS.map((signal) => signal.name).filter((name) => !name.endsWith(".*")),
    ...Object.keys(attributes),
  ];
  return (path) => {
    const name = path.join(".");
    if (findSignal(name) || Object.hasOwn(attributes, name)) return undefined;
    const suggestion = suggest(name, names);
    return {
      message: `there is no signal or attribute "${name}" to insert`,
      ...(suggestion === undefined ? {} : { suggestion }),
    };
  };
}

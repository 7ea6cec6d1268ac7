import { existsSync, readFileSync } from "node:fs";

const VECTORS = new URL("../../../../shared/conformance/naughty-strings.json", import.meta.url);

/** Strings that break software, where the list is at hand; always a few of the worst. */
export function naughtyStrings(): readonly string[] {
  const own = [
    "",
    "\u0000",
    "\uD800",
    "%",
    "%E0%A4%A",
    "__proto__",
    "{{{{",
    "http://[::1",
    "%00",
    "//",
  ];
  if (!existsSync(VECTORS)) return own;
  return [...own, ...(JSON.parse(readFileSync(VECTORS, "utf8")) as string[])];
}

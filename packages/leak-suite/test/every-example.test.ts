import { globSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const EXAMPLES = fileURLToPath(new URL("../../../examples", import.meta.url));

// The suites with outages in them; the page of a plain script is its own fallback, and is looked at in
// a browser, fault by fault.
const SUITES =
  /\b(?:describeCachedSite|describeServerExample|itServesVisitors|expectDefaultsInOutages)\(|it\.each\(FAULTS\)/;

/** All that the tests of an example say. */
function testsOf(example: string): string {
  return globSync(`${EXAMPLES}/${example}/test/**/*.ts`)
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");
}

describe("every example", () => {
  const examples = readdirSync(EXAMPLES);

  it("is one of ten and more", () => {
    expect(examples.length).toBeGreaterThanOrEqual(10);
  });

  it.each(examples)("%s is tried while its service fails in every way", (example) => {
    expect(testsOf(example)).toMatch(SUITES);
  });
});

import { checkDecision } from "./check-decision.ts";
import type { Difference } from "./check-slot.ts";
import type { GivenVisitor, RuleTest, TestedDecision } from "./rule-test.ts";
import type { TestFailure, TestReport, TestResult } from "./report.ts";

/** Decides for an example visitor; whoever runs the tests gives it. */
export type DecideForTest = (given: GivenVisitor) => Promise<TestedDecision>;

/**
 * Runs rule tests one after the other.
 *
 * @param decide Makes the decision that a test looks at; what it throws fails that test alone.
 */
export async function runTests(
  tests: readonly RuleTest[],
  decide: DecideForTest,
): Promise<TestReport> {
  const results: TestResult[] = [];
  for (const test of tests) results.push(await runTest(test, decide));
  const passed = results.filter((result) => result.ok).length;
  return { results, passed, failed: results.length - passed };
}

async function runTest(test: RuleTest, decide: DecideForTest): Promise<TestResult> {
  const head = { name: test.name, ...test.place };
  try {
    const decision = await decide(test.given);
    const differences = checkDecision(decision, test.expect);
    const failures = differences.map((difference) => toFailure(difference, test));
    return { ...head, ok: failures.length === 0, failures };
  } catch (error) {
    return {
      ...head,
      ok: false,
      failures: [],
      error: error instanceof Error ? error.message : String(error),
    };
  }
}

function toFailure(difference: Difference, test: RuleTest): TestFailure {
  const { what, expected, actual, why, path } = difference;
  const place = test.placeOf(["expect", ...path]);
  return { what, expected, actual, ...(why === undefined ? {} : { why }), ...place };
}

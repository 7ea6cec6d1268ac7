export { formatTestReport } from "./format-report.ts";
export type { FormatReportOptions } from "./format-report.ts";
export type { TestFailure, TestReport, TestResult } from "./report.ts";
export type {
  Expectation,
  GivenEvent,
  GivenVisitor,
  Persona,
  Place,
  RuleTest,
  SlotExpectation,
  TestedDecision,
  TestedSlot,
} from "./rule-test.ts";
export { runTests } from "./run-tests.ts";
export type { DecideForTest } from "./run-tests.ts";

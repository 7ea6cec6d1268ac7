import type { Json } from "@facet/engine";
import type { Place } from "./rule-test.ts";
import type { TestFailure, TestReport, TestResult } from "./report.ts";

/** How a report is written. */
export interface FormatReportOptions {
  /** With ANSI colours. */
  readonly color: boolean;
}

type Paint = (color: "red" | "green" | "dim", text: string) => string;

/**
 * Writes a test report for people: a line per test, and under a failed one what was expected, what
 * was decided, and why.
 */
export function formatTestReport(report: TestReport, options: FormatReportOptions): string {
  const paint = options.color ? paintAnsi : paintPlain;
  const { passed, failed } = report;
  const summary =
    failed === 0
      ? paint("green", `${passed} passed`)
      : `${paint("red", `${failed} failed`)}, ${passed} passed`;
  return [...report.results.flatMap((result) => formatResult(result, paint)), "", summary].join(
    "\n",
  );
}

function formatResult(result: TestResult, paint: Paint): string[] {
  if (result.ok) return [`${paint("green", "✓")} ${result.name}`];
  return [
    `${paint("red", "✗")} ${result.name}  ${paint("dim", toText(result))}`,
    ...(result.error === undefined ? [] : [`    ${paint("red", result.error)}`]),
    ...result.failures.flatMap((failure) => formatFailure(failure, paint)),
  ];
}

function formatFailure(failure: TestFailure, paint: Paint): string[] {
  return [
    `    ${failure.what}  ${paint("dim", toText(failure))}`,
    `      ${paint("green", `- expected ${show(failure.expected)}`)}`,
    `      ${paint("red", `+ actual   ${show(failure.actual)}`)}`,
    ...(failure.why === undefined ? [] : [`      ${paint("dim", `  because  ${failure.why}`)}`]),
  ];
}

function toText(place: Place): string {
  return `${place.file}:${place.line}:${place.column}`;
}

function show(value: Json): string {
  return value === null ? "nothing" : JSON.stringify(value);
}

const CODES = { red: 31, green: 32, dim: 2 } as const;

const paintAnsi: Paint = (color, text) => `\u001B[${CODES[color]}m${text}\u001B[0m`;
const paintPlain: Paint = (_color, text) => text;

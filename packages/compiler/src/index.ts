export { compileCondition } from "./condition/index.ts";
export type { ConditionScope } from "./condition/index.ts";
export { compileRules } from "./compile-rules.ts";
export type { CompileOptions, CompileResult } from "./compile-rules.ts";
export { compileRuleFiles, compileRulesFolder } from "./compile-rules-folder.ts";
export * from "./coverage/index.ts";
export { formatProblem } from "./format-problem.ts";
export * from "./import/index.ts";
export { createKeywordBuilder, readMinusPhrases, tryKeyword } from "./keyword/index.ts";
export type {
  AddedKeyword,
  BuiltKeywords,
  BuiltList,
  KeywordBuilder,
  KeywordSource,
  KeywordTrial,
  MinusSource,
  PhraseFacts,
  TrialResult,
} from "./keyword/index.ts";
export { readRulesFolder } from "./load/folder.ts";
export type { RuleFiles } from "./load/index.ts";
export * from "./morphology/index.ts";
export type { Finding, Path, Problem, Report, Severity } from "./problem.ts";
export { jsonSchemas } from "./schema/json-schemas.ts";
export { suggest } from "./suggest.ts";
export { TableError } from "./tabular/index.ts";
export type { TableErrorCode } from "./tabular/index.ts";
export * from "./tester/index.ts";
export * from "./tracking/index.ts";

export { type App, type AppDeps, createApp } from "./app.ts";
export type { Coverage, CoverageOutcome, Lint, Log, SearchTerm } from "./ports.ts";
export type {
  CompiledRules,
  ReloadStatus,
  RulesetProblem,
  RulesetSource,
} from "./rulesets/source.ts";
export type { StoredEvent, VisitorRef, VisitorStore, VisitorUpdate } from "./visitors/store.ts";
export type { VisitorState } from "./visitors/visitor.ts";

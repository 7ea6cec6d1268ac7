export type { ApiKey } from "./access/api-key.ts";
export { parseFixedKeys } from "./access/fixed-keys.ts";
export { DEFAULT_LIMITS, type Limits } from "./access/limits.ts";
export { type App, type AppDeps, createApp } from "./app.ts";
export type { Coverage, CoverageOutcome, Lint, Log, SearchTerm } from "./ports.ts";
export { createSites, type Site, type SiteFolder, type Sites } from "./rulesets/sites.ts";
export type {
  CompiledRules,
  ReloadStatus,
  RulesetProblem,
  RulesetSource,
} from "./rulesets/source.ts";
export { createSeal, type Seal } from "./visitors/seal.ts";
export type { LogEntry, VisitorRef, VisitorStore, VisitorUpdate } from "./visitors/store.ts";
export type { VisitorState } from "./visitors/visitor.ts";
export { createMemoryStore, type MemoryStoreOptions } from "./visitors/stores/memory.ts";

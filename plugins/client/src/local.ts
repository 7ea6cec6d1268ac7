export { createLocalSource } from "./local/create-local-source.ts";
export type { LocalSourceOptions } from "./local/create-local-source.ts";
export { fetchRuleset } from "./local/fetch-ruleset.ts";
export type { FetchedRuleset, FetchRulesetOptions } from "./local/fetch-ruleset.ts";
export type { ReadingOptions } from "./local/decide-local.ts";
export type { LocalDecided, LocalSource } from "./sources/source.ts";

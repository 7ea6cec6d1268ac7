export { coverReport, coverTerms } from "./cover-report.ts";
export type { CoverOptions } from "./cover-report.ts";
export type { SearchTerm, SkipReason } from "./read-report.ts";
export { OUTCOMES } from "./report.ts";
export type * from "./report.ts";

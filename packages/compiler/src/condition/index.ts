export { compileCondition } from "./compile.ts";
export { compileRegex } from "./regex.ts";
export type { ConditionScope } from "./scope.ts";

export * from "./decide.ts";
export * from "./events.ts";
export * from "./health.ts";
export * from "./json.ts";
export * from "./lint.ts";
export * from "./problem.ts";
export * from "./rules.ts";
export * from "./visitor.ts";

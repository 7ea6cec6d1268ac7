export * from "./decide.ts";
export * from "./events.ts";
export * from "./json.ts";
export * from "./lint.ts";
export * from "./problem.ts";

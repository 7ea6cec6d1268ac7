/** Calls to the service within a time budget, sparing it while it is down: for plugins that decide nothing themselves. */
export { FacetError } from "./error.ts";
export type { FacetErrorCode } from "./error.ts";
export { asString, isRecord } from "./json.ts";
export { createOutageGuard } from "./outage.ts";
export type { OutageGuard } from "./outage.ts";
export { parseTimeBudget } from "./time-budget.ts";
export { callApi, createConnection } from "./transport.ts";
export type { ApiAnswer, Connection, TimedCall } from "./transport.ts";
export { warn } from "./warn.ts";

export { startExample } from "./example.ts";
export type { ExampleOptions } from "./example.ts";
export { RULES_FOLDER, startFacet } from "./facet.ts";
export { FAULTS, startFaultyApi } from "./faulty-api.ts";
export type { Fault, FaultyApi } from "./faulty-api.ts";
export type { Leak, LeakKind } from "./leak.ts";
export { describeOutages, runOutageSuite } from "./outage.ts";
export type { OutageRow, OutageSuiteOptions } from "./outage.ts";
export { freePort } from "./port.ts";
export { startServer } from "./process.ts";
export type { RunningServer, ServerCommand } from "./process.ts";
export { describeReport } from "./report.ts";
export type { LeakReport } from "./report.ts";
export { startSharedCache } from "./shared-cache.ts";
export type { SharedCache } from "./shared-cache.ts";
export {
  BOOKING_EVENT,
  BUTTONS,
  DEFAULT_HEADLINES,
  ENTRANCES,
  GREETINGS,
  HEADLINE_SLOTS,
  OFFER_TITLE,
  PAGE_PATHS,
  STATIC_HEADLINE,
} from "./site.ts";
export type { Entrance, PageName, PagePaths } from "./site.ts";
export { runLeakSuite } from "./suite.ts";
export type { LeakSuiteOptions } from "./suite.ts";
export { buildScripts, buildWorkspaces } from "./workspaces.ts";

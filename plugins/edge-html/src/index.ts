export { createMemoryPageCache } from "./cache/memory-cache.ts";
export type { PageCache } from "./cache/page-cache.ts";
export { createEdgeHtml } from "./edge-html.ts";
export type { SlotBindings } from "./slots/rules.ts";
export type { EdgeHtml, EdgeHtmlContext, EdgeHtmlOptions } from "./types.ts";
export type * from "@facet/client";

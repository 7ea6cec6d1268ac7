export { start } from "./start.ts";
export type { FacetPage } from "./start.ts";

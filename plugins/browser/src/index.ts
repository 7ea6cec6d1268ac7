export type { ConsentSource } from "./consent/bridges.ts";
export type { Consent } from "./consent/cookie.ts";
export type { AskOptions } from "./hole/ask.ts";
export { start } from "./start.ts";
export type { FacetPage, StartOptions } from "./runtime.ts";

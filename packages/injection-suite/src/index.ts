export { RECORDER } from "./call.ts";
export { createPayloads } from "./payloads.ts";
export type { Payload } from "./payloads.ts";

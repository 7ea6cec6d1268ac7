export { isEndpoint, setRequestHeaders, toRequest } from "./incoming.ts";
export type { IncomingLike, IncomingPlace } from "./incoming.ts";
export { decorate, sendResponse } from "./outgoing.ts";
export type { OutgoingLike } from "./outgoing.ts";

import { guardShared } from "../guard-shared.ts";
import { toSentHeaders } from "../sent-headers.ts";
import type { FacetResult } from "../types.ts";

/** What is called of a response of `node:http`, and of the frameworks that hand it on. */
export interface OutgoingLike {
  statusCode: number;
  readonly destroyed: boolean;
  getHeaderNames(): string[];
  getHeader(name: string): number | string | string[] | undefined;
  setHeader(name: string, value: string | readonly string[]): unknown;
  appendHeader(name: string, value: string | readonly string[]): unknown;
  writeHead(statusCode: number, ...rest: readonly unknown[]): unknown;
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  once(event: "drain" | "close", listener: () => void): unknown;
}

const COOKIES = "set-cookie";

/**
 * Gives a page its headers at the moment when its head is written: by then it has left every cache
 * of the app. What must be known to caches that go by headers is said at once.
 */
export function decorate(outgoing: OutgoingLike, result: FacetResult): void {
  if (result.bypass === true) return;
  if (result.scope === "private") outgoing.setHeader("cache-control", "private, no-store");
  const writeHead = outgoing.writeHead.bind(outgoing);
  outgoing.writeHead = (statusCode, ...rest) => {
    // What is thrown below becomes an error page, which is written in its turn.
    outgoing.writeHead = writeHead;
    const [first, second] = rest;
    const hasMessage = typeof first === "string";
    setGiven(outgoing, hasMessage ? second : first);
    const page = guardShared(result, new Response(null, { headers: headersOf(outgoing) }));
    setHeaders(outgoing, toSentHeaders({ status: statusCode, headers: page.headers }, result));
    return hasMessage ? writeHead(statusCode, first) : writeHead(statusCode);
  };
}

/** Sends a web response as one of `node:http`, piece by piece. */
export async function sendResponse(response: Response, outgoing: OutgoingLike): Promise<void> {
  outgoing.statusCode = response.status;
  setHeaders(outgoing, response.headers);
  // Listens for the end once for all chunks: a long page waits many times.
  const closed = new Promise<void>((resolve) => void outgoing.once("close", resolve));
  for await (const chunk of response.body ?? []) {
    if (outgoing.destroyed) return;
    if (!outgoing.write(chunk)) await Promise.race([closed, drained(outgoing)]);
  }
  outgoing.end();
}

function drained(outgoing: OutgoingLike): Promise<void> {
  return new Promise((resolve) => void outgoing.once("drain", resolve));
}

function headersOf(outgoing: OutgoingLike): Headers {
  const headers = new Headers();
  for (const name of outgoing.getHeaderNames()) {
    for (const value of [outgoing.getHeader(name) ?? []].flat()) headers.append(name, `${value}`);
  }
  return headers;
}

function setHeaders(outgoing: OutgoingLike, headers: Headers): void {
  for (const [name, value] of headers) {
    if (name !== COOKIES) outgoing.setHeader(name, value);
  }
  const cookies = headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader(COOKIES, cookies);
}

/** Headers given to `writeHead`: an object, pairs, or names and values in turns. */
function setGiven(outgoing: OutgoingLike, given: unknown): void {
  if (typeof given !== "object" || given === null) return;
  const pairs = Array.isArray(given) ? toPairs(given) : Object.entries(given);
  const set = new Set<string>();
  for (const [name, value] of pairs) {
    if (value === undefined) continue;
    const text = Array.isArray(value) ? value.map(String) : String(value);
    if (set.has(name.toLowerCase())) outgoing.appendHeader(name, text);
    else outgoing.setHeader(name, text);
    set.add(name.toLowerCase());
  }
}

function toPairs(turns: readonly unknown[]): readonly (readonly [string, unknown])[] {
  if (turns.every((turn) => Array.isArray(turn))) {
    return turns.map(([name, value]) => [String(name), value]);
  }
  return turns.flatMap((name, index) =>
    index % 2 === 0 ? [[String(name), turns[index + 1]] as const] : [],
  );
}

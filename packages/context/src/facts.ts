import type { RequestFacts } from "./types.ts";

/** What a transport adds to a decide request. */
export interface TransportFacts {
  /** The clock of the request, epoch milliseconds. */
  readonly now: number;
  /** Headers of the call itself, names in lower case; those that the request tells of win. */
  readonly headers?: Readonly<Record<string, string | undefined>>;
}

/** What a decide request tells the reader: its headers by lower-case name, and the clock. */
export function toRequestFacts(
  request: Omit<RequestFacts, "now">,
  { now, headers: own = {} }: TransportFacts,
): RequestFacts {
  const { url, referrer, page, query, attributes, consent, ip, userAgent, signals } = request;
  const told = [...Object.entries(own), ...Object.entries(request.headers ?? {})];
  const headers = Object.fromEntries(
    told.flatMap(([name, value]) => (value === undefined ? [] : [[name.toLowerCase(), value]])),
  );
  return { url, referrer, page, query, attributes, consent, ip, userAgent, headers, signals, now };
}

import { parseAddress } from "./address.ts";
import { parseJsonBody, readBody } from "./body.ts";
import { FacetError } from "./error.ts";
import { asString, isRecord } from "./json.ts";

/** Where the service is and how to speak to it. */
export interface Connection {
  readonly api: URL;
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
}

/**
 * The connection that options speak of.
 *
 * @param maker The function whose options they are.
 * @throws FacetError `CONFIG` where `api` is no http(s) address, or `key` fits no header. The message
 *   does not repeat the key.
 */
export function createConnection(
  maker: string,
  options: {
    readonly api: string;
    readonly key?: string | undefined;
    readonly fetch?: typeof fetch | undefined;
  },
): Connection {
  const { api, key, fetch: own } = options;
  if (key !== undefined && !isKey(key)) {
    throw new FacetError(
      "CONFIG",
      `${maker}: "key" holds a character that no header may have; expected a key such as sk_…, in one line`,
    );
  }
  return {
    api: toFolder(parseAddress(maker, "api", api)),
    key,
    // Looked up at every call, as platforms replace it.
    fetch: own ?? ((input, init) => fetch(input, init)),
  };
}

/** Whether a text can be sent as a key. */
export function isKey(text: string): boolean {
  return /^[\x20-\x7e]*$/.test(text);
}

/** The address with a slash at its end, so that paths are added to its own. */
function toFolder(url: URL): URL {
  return url.href.endsWith("/") ? url : new URL(`${url.href}/`);
}

/** One call to the service. */
export interface ApiCall {
  /** Below the service's address, e.g. `v1/decide`. */
  readonly path: string;
  /** Posted as JSON; absent: the call is a GET. */
  readonly body?: unknown;
  /** More request headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call that has to be over in time. */
export interface TimedCall extends ApiCall {
  /** Time for the whole exchange, the answer's body included. */
  readonly timeoutMs: number;
}

/** What the service answered. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the body is not JSON. */
  readonly body: unknown;
  readonly cookies: readonly string[];
}

// Far more than any decision, and little enough for a server that reads many at once.
const MAX_ANSWER_BYTES = 4_194_304;

/**
 * Calls the service within a time budget, the answer's body included. Answers whatever status came.
 * @throws FacetError `TIMEOUT`, `UNREACHABLE`, or `INVALID` for an answer over 4 MiB.
 */
export async function callApi(connection: Connection, call: TimedCall): Promise<ApiAnswer> {
  return withinTime(call.timeoutMs, (signal) => exchange(connection, call, signal));
}

/**
 * Runs `work` for at most `timeoutMs`, whether or not it heeds the signal that is aborted then.
 * @throws FacetError `TIMEOUT`, and whatever `work` throws.
 */
export async function withinTime<T>(
  timeoutMs: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new FacetError("TIMEOUT", `no answer within ${Math.round(timeoutMs)} ms`));
      controller.abort();
    }, timeoutMs);
  });
  try {
    return await Promise.race([work(controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(
  connection: Connection,
  call: ApiCall,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  try {
    const response = await openCall(connection, call, signal);
    const bytes = await readBody(response, MAX_ANSWER_BYTES, signal);
    if (bytes === undefined) {
      throw new FacetError("INVALID", `answered more than ${MAX_ANSWER_BYTES} bytes`);
    }
    return {
      status: response.status,
      body: parseJsonBody(bytes),
      cookies: response.headers.getSetCookie(),
    };
  } catch (cause) {
    throw cause instanceof FacetError ? cause : toUnreachable(cause);
  }
}

/**
 * Begins a call: the answer, its body unread. Where the connection broke before, once more.
 * @throws FacetError `UNREACHABLE`, or what the aborted signal says.
 */
export async function openCall(
  { api, key, fetch }: Connection,
  call: ApiCall,
  signal: AbortSignal,
): Promise<Response> {
  const headers = new Headers({ accept: "application/json" });
  if (key !== undefined) headers.set("authorization", `Bearer ${key}`);
  for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
  const sent: RequestInit = { headers, redirect: "manual", signal };
  if (call.body !== undefined) {
    headers.set("content-type", "application/json");
    sent.method = "POST";
    sent.body = JSON.stringify(call.body);
  }
  const url = new URL(call.path, api);
  try {
    return await fetch(url, sent);
  } catch (error) {
    // A kept connection that the service closed meanwhile is the usual cause, and no outage.
    if (signal.aborted) throw error;
    return fetch(url, sent).catch((cause: unknown) => {
      throw toUnreachable(cause);
    });
  }
}

/** The error that an answer other than 200 amounts to. */
export function toStatusError(answer: ApiAnswer): FacetError {
  const said = problemDetail(answer.body);
  const message = `answered ${answer.status}${said === undefined ? "" : `: ${said}`}`;
  return new FacetError("STATUS", message, { status: answer.status });
}

/** What a problem document says in words (RFC 9457). */
export function problemDetail(body: unknown): string | undefined {
  if (!isRecord(body)) return undefined;
  return asString(body["detail"]) ?? asString(body["title"]);
}

function toUnreachable(cause: unknown): FacetError {
  return new FacetError("UNREACHABLE", `no connection (${reasonOf(cause)})`, { cause });
}

// Node's fetch says only "fetch failed"; the system's own code is one or two causes below.
function reasonOf(error: unknown): string {
  let current = error;
  for (let depth = 0; depth < 4 && current instanceof Error; depth++) {
    if ("code" in current && typeof current.code === "string") return current.code;
    if (!(current.cause instanceof Error)) return current.message;
    current = current.cause;
  }
  return "unknown";
}

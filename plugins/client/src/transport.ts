import { FacetError } from "./error.ts";
import { asString, isRecord } from "./json.ts";

/** Where the service is and how to speak to it. */
export interface Connection {
  readonly api: URL;
  readonly key: string | undefined;
  readonly fetch: typeof fetch;
}

/** One call to the service. */
export interface ApiCall {
  /** Below the service's address, e.g. `v1/decide`. */
  readonly path: string;
  readonly body: unknown;
  /** Time for the whole exchange, the answer's body included. */
  readonly timeoutMs: number;
  /** More request headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What the service answered. */
export interface ApiAnswer {
  readonly status: number;
  /** Parsed JSON; undefined where the body is not JSON. */
  readonly body: unknown;
  readonly cookies: readonly string[];
}

/**
 * Posts to the service within a time budget. Answers whatever status came.
 * @throws FacetError `TIMEOUT` or `UNREACHABLE`.
 */
export async function callApi(connection: Connection, call: ApiCall): Promise<ApiAnswer> {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  // Raced, not only aborted: a custom fetch may not listen to the signal.
  const expired = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new FacetError("TIMEOUT", `no answer within ${call.timeoutMs} ms`));
      controller.abort();
    }, call.timeoutMs);
  });
  try {
    return await Promise.race([exchange(connection, call, controller.signal), expired]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(
  connection: Connection,
  call: ApiCall,
  signal: AbortSignal,
): Promise<ApiAnswer> {
  const headers = new Headers({ "content-type": "application/json", accept: "application/json" });
  if (connection.key !== undefined) headers.set("authorization", `Bearer ${connection.key}`);
  for (const [name, value] of Object.entries(call.headers ?? {})) headers.set(name, value);
  try {
    const response = await connection.fetch(new URL(call.path, connection.api), {
      method: "POST",
      headers,
      body: JSON.stringify(call.body),
      redirect: "manual",
      signal,
    });
    const text = await response.text();
    return {
      status: response.status,
      body: parseJson(text),
      cookies: response.headers.getSetCookie(),
    };
  } catch (cause) {
    throw new FacetError("UNREACHABLE", `no connection (${reasonOf(cause)})`, { cause });
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

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
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

const VISITOR_COOKIE = /^(?:__Host-)?fct_v=/;
const ANSWER_TIMEOUT_MS = 60_000;
const BROWSER =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

/** What an app answered. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A request below the app's origin. */
export interface Ask {
  /** Path and query. */
  readonly path: string;
  readonly method?: "GET" | "HEAD" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A person with a browser: keeps cookies as one does. */
export interface Visitor {
  readonly name: string;
  ask(ask: Ask): Promise<Answer>;
  /** Value of the sealed visitor cookie; undefined: none yet. */
  state(): string | undefined;
}

/** Makes a visitor without cookies. */
export function createVisitor(origin: string, name: string): Visitor {
  const cookies = new Map<string, string>();

  function keep(headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";", 1);
      const equals = pair.indexOf("=");
      cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
    }
  }

  return {
    name,
    async ask({ path, method = "GET", headers = {}, body }) {
      const sent = new Headers({ "user-agent": BROWSER, accept: "text/html", ...headers });
      const pairs = [...cookies].map(([key, value]) => `${key}=${value}`);
      if (pairs.length > 0) sent.set("cookie", pairs.join("; "));
      const response = await fetch(new URL(path, origin), {
        method,
        headers: sent,
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS),
        ...(body === undefined ? {} : { body }),
      });
      const text = await response.text();
      keep(response.headers);
      return { status: response.status, headers: response.headers, body: text };
    },
    state: () => cookies.get("__Host-fct_v") ?? cookies.get("fct_v"),
  };
}

/** Values of the visitor cookie that an answer sets. */
export function stateCookies(headers: Headers): readonly string[] {
  return headers
    .getSetCookie()
    .filter((cookie) => VISITOR_COOKIE.test(cookie))
    .map((cookie) => cookie.replace(VISITOR_COOKIE, "").split(";", 1)[0] ?? "");
}

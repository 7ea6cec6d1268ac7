/** A JSON answer that no cache keeps, with Facet's own cookies. */
export function jsonAnswer(
  status: number,
  body: unknown,
  cookies: readonly string[] = [],
): Response {
  return answer(status, { "content-type": "application/json" }, JSON.stringify(body), cookies);
}

/** A problem document (RFC 9457). */
export function problemAnswer(
  status: number,
  title: string,
  more: { readonly detail?: string; readonly errors?: unknown } = {},
): Response {
  const body = JSON.stringify({ type: "about:blank", title, status, ...more });
  return answer(status, { "content-type": "application/problem+json" }, body);
}

/** 204: taken, nothing to say. */
export function emptyAnswer(cookies: readonly string[] = []): Response {
  return answer(204, {}, null, cookies);
}

/** 204 that says something in its headers alone. */
export function headersAnswer(
  headers: Readonly<Record<string, string>>,
  cookies: readonly string[],
): Response {
  return answer(204, headers, null, cookies);
}

/** 303 (RFC 9110, 15.4.4): the browser goes to `location` with GET. */
export function seeOther(location: string, cookies: readonly string[] = []): Response {
  return answer(303, { location }, null, cookies);
}

function answer(
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | null,
  cookies: readonly string[] = [],
): Response {
  const all = new Headers({ ...headers, "cache-control": "private, no-store" });
  for (const cookie of cookies) all.append("set-cookie", cookie);
  return new Response(body, { status, headers: all });
}

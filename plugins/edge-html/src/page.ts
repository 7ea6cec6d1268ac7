const HTML = /^text\/html\s*(?:;|$)/i;

// They describe the bytes of the origin's page, or say who may keep it: neither is true of ours.
const OF_THE_ORIGINAL = [
  "accept-ranges",
  "age",
  "cache-control",
  "cdn-cache-control",
  "cloudflare-cdn-cache-control",
  "content-digest",
  "content-length",
  "content-md5",
  "digest",
  "etag",
  "expires",
  "last-modified",
  "pragma",
  "repr-digest",
  "surrogate-control",
];

/** Whether an answer is a page whose slots can be filled. */
export function isPage(response: Response): boolean {
  return response.status === 200 && HTML.test(response.headers.get("content-type") ?? "");
}

/** The origin's headers as far as they are true of a page that was changed on its way. */
export function toPageHeaders(origin: Headers): Headers {
  const headers = new Headers(origin);
  for (const name of OF_THE_ORIGINAL) headers.delete(name);
  return headers;
}

/** The headers of a page that may be kept for everybody of its code. */
export function withSharedHeaders(page: Headers, shared: Headers): Headers {
  const headers = new Headers(page);
  for (const [name, value] of shared) {
    if (name === "vary") headers.append(name, value);
    else headers.set(name, value);
  }
  return headers;
}

import { toBase64Url } from "../base64url.ts";
import type { RouteContext } from "./route.ts";

const TAG_BYTES = 12;

/** The `ETag` of a body: a part of its SHA-256. */
export async function entityTag(body: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(body));
  return `"${toBase64Url(new Uint8Array(digest, 0, TAG_BYTES))}"`;
}

/** Whether the caller has the answer of a tag already (`If-None-Match`). */
export function isKnownTo(c: RouteContext, tag: string): boolean {
  const known = (c.req.header("If-None-Match") ?? "").split(",").map((each) => each.trim());
  return known.some((each) => each === "*" || each.replace(/^W\//u, "") === tag);
}

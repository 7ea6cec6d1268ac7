import type { APIRoute } from "astro";
import { toBackPath } from "../../lib/back.ts";

/** Names of the visitor's cookie, over https and on a plain-http loopback. */
const VISITOR_COOKIES = [
  { name: "__Host-fct_v", secure: true },
  { name: "fct_v", secure: false },
];

/** Forgets the visitor: the next page view is a first visit. */
export const POST: APIRoute = async ({ request, cookies, url }) => {
  const back = (await request.formData()).get("back");
  for (const { name, secure } of VISITOR_COOKIES) cookies.delete(name, { path: "/", secure });
  const location = toBackPath(typeof back === "string" ? back : undefined, url);
  return new Response(null, { status: 303, headers: { location } });
};

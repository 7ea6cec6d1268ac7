import { toPageState } from "@facet/client";
import { createError, defineEventHandler, getQuery, getRequestURL } from "h3";
import { toPageContent } from "../page-content.ts";
import { facet } from "./facet.ts";
import { addressOf, toRequest } from "./page-request.ts";

/**
 * `GET /~facet/view?url=/path`: the decision for a page that the visitor goes to without a load, as
 * a page view of its own.
 */
// oxlint-disable-next-line import/no-default-export -- Nitro takes a handler by its default export
export default defineEventHandler(async (event) => {
  const here = getRequestURL(event);
  const asked = String(getQuery(event)["url"] ?? "");
  const url = URL.canParse(asked, here) ? new URL(asked, here) : undefined;
  if (event.headers.get("sec-fetch-site") === "cross-site" || url?.origin !== here.origin) {
    throw createError({
      statusCode: 403,
      message: "Only pages of this site may ask, for its own pages.",
    });
  }
  const { decision, setCookies, scope } = await facet.handle(
    toRequest(event, url),
    addressOf(event),
  );
  const headers = new Headers({ "cache-control": "private, no-store" });
  for (const cookie of setCookies) headers.append("set-cookie", cookie);
  const own = { content: toPageContent({ decision, scope }), state: toPageState(decision) };
  return Response.json(own, { headers });
});

import type { APIContext, APIRoute } from "astro";
import { isDev } from "virtual:facet/options";
import { explain } from "./dev/explain.ts";
import { facet } from "./runtime.ts";

/** Answered per request. */
export const prerender = false;

/** `/~facet/…`: where the page posts events and forms. */
export const ALL: APIRoute = (context) => {
  const options = addressOf(context);
  if (isDev && context.params["path"] === "explain") return explain(context.request, options);
  return facet.handleEvents(context.request, options);
};

function addressOf(context: APIContext): { readonly address?: string } {
  try {
    return { address: context.clientAddress };
  } catch {
    // The getter throws where the adapter knows no address.
    return {};
  }
}

import type { APIRoute } from "astro";
import { addressOf } from "./address.ts";
import { facet } from "./runtime.ts";

/** Answered per request. */
export const prerender = false;

/** `/~facet/…`: where the page posts events and forms. */
export const ALL: APIRoute = (context) => facet.handleEvents(context.request, addressOf(context));

import { defineEventHandler, toWebRequest } from "h3";
import { facet } from "./facet.ts";
import { addressOf } from "./page-request.ts";

/** `/~facet/…`: where the page posts events and forms, and fetches its state. */
// oxlint-disable-next-line import/no-default-export -- Nitro takes a handler by its default export
export default defineEventHandler((event) =>
  facet.handleEvents(toWebRequest(event), addressOf(event)),
);

import process from "node:process";
import { createFacet } from "@facet/client";

const { FACET_API, FACET_KEY, FACET_TIMEOUT_MS } = process.env;

/** The one client of this server. */
export const facet = createFacet({
  api: FACET_API ?? "http://127.0.0.1:3000",
  timeoutMs: Number(FACET_TIMEOUT_MS ?? 60),
  ...(FACET_KEY === undefined ? {} : { key: FACET_KEY }),
});

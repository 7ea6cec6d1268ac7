import type { FacetNextOptions } from "@facet/next";

/** Where decisions come from: for the proxy and the pages alike. */
export const options: FacetNextOptions = {
  api: process.env.FACET_API ?? "http://127.0.0.1:3000",
  codeSecret: process.env.FACET_CODE_SECRET ?? "only-for-this-example",
  timeoutMs: Number(process.env.FACET_TIMEOUT_MS ?? 60),
  ...(process.env.FACET_KEY === undefined ? {} : { key: process.env.FACET_KEY }),
};

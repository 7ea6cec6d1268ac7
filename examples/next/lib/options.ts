import { withEnvironment } from "@facet/next";
import type { FacetNextOptions } from "@facet/next";

/** Where decisions come from: for the proxy and the pages alike. */
export const options: FacetNextOptions = withEnvironment(
  { codeSecret: "only-for-this-example" },
  process.env,
);

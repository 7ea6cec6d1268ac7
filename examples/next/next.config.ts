import { resolve } from "node:path";
import { withFacet } from "@facet/next/config";

export default withFacet({
  poweredByHeader: false,
  // The packages of this repository are links that lead out of this folder.
  turbopack: { root: resolve(import.meta.dirname, "../..") },
});

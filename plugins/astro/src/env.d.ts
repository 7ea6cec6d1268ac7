import type { FacetLocals } from "./locals.ts";

declare global {
  namespace App {
    interface Locals {
      facet: FacetLocals;
    }
  }
}

import type { FacetData, FacetLocals } from "@facet/sveltekit";

declare global {
  namespace App {
    interface Locals {
      facet: FacetLocals;
    }
    interface PageData {
      facet?: FacetData;
    }
  }
}

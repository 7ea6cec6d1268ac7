import type { FacetDecision } from "@facet/astro";

declare global {
  namespace App {
    interface Locals {
      /** The decision with its reasons, for the bar; absent where no page is shown. */
      explained?: FacetDecision;
    }
  }
}

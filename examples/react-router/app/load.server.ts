import { facetData } from "@facet/react-router/server";
import type { LoaderFunctionArgs } from "react-router";

/** What every page of this site loads. */
export function loadPage({ context }: LoaderFunctionArgs) {
  return { facet: facetData(context), rendering: crypto.randomUUID() };
}

import { expect, it } from "vitest";
import * as page from "@facet/react-router";
import * as server from "@facet/react-router/server";

it("exports these names and no others", () => {
  expect(Object.keys(page).toSorted()).toEqual([
    "Cta",
    "FacetForm",
    "FacetProvider",
    "FacetState",
    "Image",
    "Offer",
    "Slot",
    "useFacet",
  ]);
  expect(Object.keys(server).toSorted()).toEqual([
    "createFacetFront",
    "facetContext",
    "facetData",
    "facetMiddleware",
  ]);
});

import { expect, it } from "vitest";
import * as components from "@facet/next/components";
import * as config from "@facet/next/config";
import * as proxy from "@facet/next/proxy";
import * as site from "@facet/next";

it("exports these names and no others", () => {
  expect(Object.keys(site).toSorted()).toEqual(["createFacetNext", "withEnvironment"]);
  expect(Object.keys(config)).toEqual(["withFacet"]);
  expect(Object.keys(proxy)).toEqual(["facetProxy"]);
  expect(Object.keys(components).toSorted()).toEqual([
    "Cta",
    "FacetForm",
    "FacetState",
    "Image",
    "Offer",
    "Slot",
  ]);
});

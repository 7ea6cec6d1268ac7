import { expect, it } from "vitest";
import * as react from "@facet/react";

it("exports these names and no others", () => {
  expect(Object.keys(react).toSorted()).toEqual([
    "Cta",
    "FacetForm",
    "FacetState",
    "Image",
    "Offer",
    "Slot",
    "StateElement",
    "readPageCall",
  ]);
});

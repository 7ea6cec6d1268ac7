export { Cta, FacetForm, FacetState, Image, Slot } from "./components.tsx";
export type { FacetData } from "./data.ts";
export { FacetProvider, useFacet } from "./provider.tsx";
export type { FacetView } from "./provider.tsx";
export { Offer } from "@facet/react";
export type * from "@facet/client";

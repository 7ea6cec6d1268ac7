// Written by facet types from r_ab328fe940ca. Do not edit.
export {};

declare module "@facet/client" {
  interface FacetSlots {
    "about.headline": string;
    "account.greeting": string;
    "hero.button": string;
    "hero.headline": string;
    "hero.lead": string;
  }
}

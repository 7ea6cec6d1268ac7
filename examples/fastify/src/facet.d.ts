// Written by facet types from r_23ee0dc27416. Do not edit.
export {};

declare module "@facet/client" {
  interface FacetSlots {
    "about.headline": string;
    "account.greeting": string;
    "hero.button": string;
    "hero.headline": string;
    "hero.lead": string;
    "trial.form": import("@facet/client").Json;
  }
}

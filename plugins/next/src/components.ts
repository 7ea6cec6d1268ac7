export { Cta, FacetForm, FacetState, Image, Offer, Slot } from "@facet/react";
export type {
  CtaProps,
  FacetFormProps,
  ImageProps,
  OfferProps,
  PageDecision,
  SlotProps,
} from "@facet/react";

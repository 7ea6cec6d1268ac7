export { Cta, FacetForm, FacetState, Image, Offer, Slot, toFormResult } from "@facet/react";
export type {
  CtaProps,
  FacetFormProps,
  FormResult,
  ImageProps,
  OfferProps,
  PageDecision,
  SlotProps,
} from "@facet/react";

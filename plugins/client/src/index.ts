export { createFacet } from "./facet.ts";
export { FacetError } from "./error.ts";
export type { FacetErrorCode } from "./error.ts";
export { ENDPOINT } from "./facts.ts";
export { FORM_INPUTS, FORM_RESULT } from "./form-names.ts";
export { hasFormOutcome, readFormOutcome } from "./form-outcome.ts";
export type { FormOutcome } from "./form-outcome.ts";
export { toFormView } from "./form.ts";
export type { FieldKind, FieldView, FormView } from "./form.ts";
export { escapeHtml } from "./html.ts";
export { slot } from "./slot.ts";
export { STATE_ID, stateTag, toPageState } from "./state.ts";
export type { PageState, SlotOrigin } from "./state.ts";
export { safeUrl } from "./url.ts";
export type {
  Cta,
  DecideOverrides,
  Degradation,
  Facet,
  FacetDecision,
  FacetEvent,
  FacetLead,
  FacetOptions,
  FacetResult,
  FacetSlots,
  FieldError,
  HandleOptions,
  Image,
  LeadResult,
  SlotContent,
  SlotDefaults,
  SlotId,
  Subject,
  TrackResult,
} from "./types.ts";
export type { DecideResponse, Json, OfferDecision, SlotDecision } from "@facet/protocol";

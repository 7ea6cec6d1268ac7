export { createCodeSigner } from "@facet/protocol/code";
export type { CodeSigner } from "@facet/protocol/code";
export { decideAnew } from "./decide-anew.ts";
export type { DecidedView } from "./decide-anew.ts";
export { toDefaultDecision } from "./defaults.ts";
export { withEnvironment } from "./environment.ts";
export { createFacet } from "./facet.ts";
export { FacetError } from "./error.ts";
export type { FacetErrorCode } from "./error.ts";
export { withoutCounting } from "./counting.ts";
export { ENDPOINT } from "./facts.ts";
export { FORM_INPUTS, FORM_RESULT } from "./form-names.ts";
export { hasFormOutcome, readFormOutcome } from "./form-outcome.ts";
export type { FormOutcome } from "./form-outcome.ts";
export { guardShared } from "./guard-shared.ts";
export type { GuardSharedOptions } from "./guard-shared.ts";
export { toFormView } from "./form.ts";
export type { FieldKind, FieldView, FormView } from "./form.ts";
export { escapeHtml } from "./html.ts";
export { toPageFacet } from "./page-facet.ts";
export type { PageFacet } from "./page-facet.ts";
export { toSentHeaders, withFacetHeaders } from "./sent-headers.ts";
export { toShareable } from "./shareable.ts";
export { slot } from "./slot.ts";
export { STATE_ID, stateTag, toPageState, toStateText } from "./state.ts";
export type { CodedPage, DecisionSource, Decided, LocalSource } from "./sources/source.ts";
export type { PageState, SharedPageState, SlotOrigin } from "./state.ts";
export { safeUrl } from "./url.ts";
export type {
  CacheMode,
  CacheScope,
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
  ShareableDecision,
  SlotContent,
  SlotDefaults,
  SlotId,
  Subject,
  TrackResult,
} from "./types.ts";
export type { DecideResponse, Json, OfferDecision, SlotDecision } from "@facet/protocol";

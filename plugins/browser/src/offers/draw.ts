import type { OfferDecision, PageState } from "@facet/client";
import { openOffer } from "./open.ts";
import type { OpenOffer, OpenOptions } from "./open.ts";

/** Puts an offer on the screen. */
export type Draw = (
  offer: OfferDecision,
  hear: Pick<OpenOptions, "onEnd" | "onConvert">,
) => OpenOffer;

/** Loads what draws the offers of a page, forms only where one of them has one. */
export async function loadDraw(state: PageState): Promise<Draw> {
  const hasForm = state.offers.some((offer) => offer.form !== undefined);
  const forms = hasForm ? await import("../forms/build.ts") : undefined;
  return (offer, hear) => openOffer(offer, { state, forms, ...hear });
}

import type { OfferDecision, PageState } from "@facet/client";
import type { Sender } from "../sender.ts";
import { closest, on } from "./listen.ts";
import { isCovered, isTyping } from "./focus.ts";
import { openOffer } from "./open.ts";
import type { Ending, OpenOffer } from "./open.ts";
import { watchTrigger } from "./triggers.ts";
import type { Stop } from "./triggers.ts";
import type { Firing } from "./watches.ts";

const RETRY_MS = 300;

/** The offers of one page view. */
export interface OffersRuntime {
  /** Opens an offer because somebody asked for it. Unknown ids are nothing. */
  show(id: string): void;
  /** Ends all watching and closes what is open. */
  stop(): void;
}

/**
 * Watches the triggers of a decision's offers and opens them: one at a time, the best waiting one
 * first, within `offerLimits`, never over an open dialog, a field being typed in or a hidden tab.
 * What the visitor asks for by a click opens whatever the limits say.
 */
export async function startOffers(state: PageState, sender: Sender): Promise<OffersRuntime> {
  const { offers, offerLimits, decisionId, page } = state;
  const hasForm = offers.some((offer) => offer.form !== undefined);
  const build = hasForm ? (await import("../forms/build.ts")).buildForm : undefined;
  const budget = Math.min(offerLimits.page ?? Infinity, offerLimits.visit ?? Infinity);
  const waiting = new Set<OfferDecision>();
  const shown = new Set<string>();
  const stops: Stop[] = [];
  let open: OpenOffer | undefined;
  let count = 0;
  let closedAt = Number.NEGATIVE_INFINITY;

  function report(offer: OfferDecision, what: "Shown" | "Dismissed" | "Converted"): void {
    sender.add({
      event: `Offer ${what}`,
      properties: { offer: offer.id, type: offer.type, page, decisionId },
    });
  }

  function mayInterrupt(): boolean {
    if (open !== undefined || count >= budget) return false;
    if (Date.now() - closedAt < (offerLimits.gapMs ?? 0)) return false;
    return document.visibilityState === "visible" && !isTyping() && !isCovered();
  }

  function present(offer: OfferDecision): void {
    shown.add(offer.id);
    waiting.delete(offer);
    count++;
    report(offer, "Shown");
    open = openOffer(offer, {
      state,
      build,
      onEnd(ending: Ending) {
        open = undefined;
        closedAt = Date.now();
        if (ending === "dismissed") report(offer, "Dismissed");
      },
      onConvert: () => report(offer, "Converted"),
    });
  }

  function ask(offer: OfferDecision): void {
    if (open?.id === offer.id) return;
    open?.close();
    present(offer);
  }

  function fired(offer: OfferDecision, firing: Firing): void {
    if (firing === "asked") return ask(offer);
    if (shown.has(offer.id)) return;
    if (mayInterrupt()) present(offer);
    else if (firing === "lasting") waiting.add(offer);
  }

  for (const offer of offers) {
    stops.push(watchTrigger(offer.trigger, (firing) => fired(offer, firing)));
  }
  const retry = setInterval(() => {
    const best = offers.find((offer) => waiting.has(offer));
    if (best !== undefined && mayInterrupt()) present(best);
  }, RETRY_MS);
  const show = (id: string | null | undefined) => {
    const offer = offers.find((offer) => offer.id === id);
    if (offer !== undefined) ask(offer);
  };
  const clicks = new AbortController();
  on(
    document,
    "click",
    (event) => show(closest(event, "[data-facet-offer]")?.getAttribute("data-facet-offer")),
    clicks.signal,
  );

  return {
    show,
    stop() {
      clearInterval(retry);
      clicks.abort();
      for (const stop of stops) stop();
      open?.close();
    },
  };
}

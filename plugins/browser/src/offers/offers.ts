import type { OfferDecision, PageState } from "@facet/client";
import type { Sender } from "../sender.ts";
import { asObject, asText } from "./content.ts";
import type { Draw } from "./draw.ts";
import { after, closest, on } from "./listen.ts";
import { memory } from "./memory.ts";
import type { Ending, OpenOffer } from "./open.ts";
import { watchTrigger } from "./triggers.ts";
import { createTurns } from "./turns.ts";
import type { Firing } from "./watches.ts";

const RETRY_MS = 300;
/** What draws offers is fetched so long after the start, or when the first one is to open. */
const DRAW_MS = 1_000;
/** So far has somebody read who came from a search before a modal may cover the page. */
const READ_PERCENT = 60;

/** The offers of one page view. */
export interface OffersRuntime {
  /** Opens an offer because somebody asked for it. Unknown ids are nothing. */
  show(id: string): void;
  /** Ends all watching and takes away what is open. */
  stop(): void;
}

/**
 * Watches the triggers of a decision's offers and opens them: one at a time, the best waiting one
 * first, within `offerLimits`, never over an open dialog, a field being typed in or a hidden tab.
 * What the visitor asks for by a click opens whatever the limits say.
 */
export function startOffers(state: PageState, sender: Sender): OffersRuntime {
  const { offers, decisionId, page } = state;
  const stopping = new AbortController();
  const { signal } = stopping;
  const turns = createTurns(state.offerLimits);
  const waiting = new Set<OfferDecision>();
  const done = new Set(memory.closed);
  let drawing: Promise<Draw> | undefined;
  let draw: Draw | undefined;
  let open: OpenOffer | undefined;
  let removeTeaser: (() => void) | undefined;
  let retrying: ReturnType<typeof setInterval> | undefined;
  let isRead = false;
  let isRecalled = false;

  async function load(): Promise<void> {
    drawing ??= import("./draw.ts").then(({ loadDraw }) => loadDraw(state));
    draw = await drawing;
  }

  function report({ id, type }: OfferDecision, what: "Shown" | "Dismissed" | "Converted"): void {
    const properties = { offer: id, type, page, decisionId };
    sender.add({ event: `Offer ${what}`, properties });
  }

  function present(offer: OfferDecision): void {
    done.add(offer.id);
    waiting.delete(offer);
    turns.begin();
    report(offer, "Shown");
    put(offer);
  }

  function put(offer: OfferDecision): void {
    removeTeaser?.();
    open = draw?.(offer, {
      onEnd: (ending) => ended(offer, ending),
      onConvert: () => report(offer, "Converted"),
    });
  }

  function ended(offer: OfferDecision, ending: Ending): void {
    open = undefined;
    if (signal.aborted) return;
    if (ending === "opened") return put(toWhole(offer));
    turns.end();
    memory.closed.add(offer.id);
    if (ending !== "dismissed") return;
    report(offer, "Dismissed");
    // The next page is decided knowing it.
    sender.flush();
    const label = asText(asObject(offer.content)["teaser"]);
    if (label !== undefined) void leaveTeaser(offer, label);
  }

  async function leaveTeaser(offer: OfferDecision, label: string): Promise<void> {
    const { showTeaser } = await import("./teaser.ts");
    if (signal.aborted || open !== undefined) return;
    removeTeaser?.();
    const recall = () => {
      isRecalled = true;
      ask(offer);
    };
    // Where it was opened from its tab, the tab that stays takes the focus of the one that went.
    const takesFocus = isRecalled && document.activeElement === document.body;
    isRecalled = false;
    removeTeaser = showTeaser({ id: offer.id, label, takesFocus, onClick: recall });
  }

  function ask(offer: OfferDecision): void {
    attempt(async () => {
      await load();
      if (signal.aborted || open?.id === offer.id) return;
      open?.close();
      present(toWhole(offer));
    });
  }

  function fired(offer: OfferDecision, firing: Firing): void {
    if (firing === "asked") return ask(offer);
    if (done.has(offer.id)) return;
    if (draw === undefined) attempt(load);
    else if (turns.isFree()) return present(isRead ? toWhole(offer) : offer);
    // What happens once while the drawing is being fetched is not lost.
    if (draw !== undefined && firing !== "lasting") return;
    waiting.add(offer);
    retrying ??= setInterval(retry, RETRY_MS);
  }

  function retry(): void {
    const best = offers.find((offer) => waiting.has(offer) && !done.has(offer.id));
    if (best !== undefined) return fired(best, "lasting");
    clearInterval(retrying);
    retrying = undefined;
  }

  function show(id: string | null | undefined): void {
    const offer = offers.find((offer) => offer.id === id);
    if (offer !== undefined) ask(offer);
  }

  const watch = (trigger: OfferDecision["trigger"], fire: (firing: Firing) => void) =>
    signal.addEventListener("abort", watchTrigger(trigger, fire));
  for (const offer of offers) watch(offer.trigger, (firing) => fired(offer, firing));
  if (offers.some(({ searchSafe }) => searchSafe)) {
    watch({ scrollPercent: READ_PERCENT }, () => (isRead = true));
  }
  after(DRAW_MS, () => attempt(load), signal);
  on(
    document,
    "click",
    (event) => show(closest(event, "[data-facet-offer]")?.getAttribute("data-facet-offer")),
    signal,
  );
  // Who has just sent such a form is not asked for the same again.
  on(
    document,
    "facet:track",
    (event) => {
      for (const { id, form } of offers) {
        if (asObject(form)["event"] === (event as CustomEvent).detail) done.add(id);
      }
    },
    signal,
  );
  revealOpeners(offers);

  return {
    show,
    stop() {
      clearInterval(retrying);
      stopping.abort();
      removeTeaser?.();
      open?.close();
    },
  };
}

// What cannot be fetched leaves the page without offers, and nothing else.
function attempt(what: () => Promise<void>): void {
  what().catch(() => undefined);
}

/** An offer as it is once nothing keeps it small. */
function toWhole(offer: OfferDecision): OfferDecision {
  const { searchSafe, ...whole } = offer;
  return searchSafe ? { ...whole, type: "modal" } : offer;
}

// A page that many share has the buttons of all offers, hidden.
function revealOpeners(offers: readonly OfferDecision[]): void {
  for (const { id } of offers) {
    const opener = `[data-facet-offer="${CSS.escape(id)}"]`;
    for (const button of document.querySelectorAll<HTMLElement>(opener)) button.hidden = false;
  }
}

import type { Json } from "@facet/client";
import { watchClicks } from "./clicks.ts";
import { watchExposure } from "./exposure.ts";
import { watchGoals } from "./goals.ts";
import { watchForms } from "./lazy-forms.ts";
import type { OffersRuntime } from "./offers/offers.ts";
import { createSender } from "./sender.ts";
import type { PageEvent } from "./sender.ts";
import { readState } from "./state.ts";

/** What a page can ask of the runtime. */
export interface FacetPage {
  /** Reports an event, e.g. `track("Guide Downloaded")`. */
  track(event: string, properties?: Readonly<Record<string, Json>>): void;
  /** Opens an offer of this page's decision, whatever its trigger. */
  show(offer: string): Promise<void>;
  /** Ends all watching; waiting events are sent. */
  stop(): void;
}

/**
 * Starts the runtime over the state that the server wrote into the page. Without a state it watches
 * nothing. A prerendered page starts when it is really shown.
 */
export function start(): FacetPage {
  let page: FacetPage | undefined;
  let stopped = false;
  const begin = () => {
    if (!stopped) page = run();
  };
  if ("prerendering" in document && document.prerendering === true) {
    document.addEventListener("prerenderingchange", begin, { once: true });
  } else {
    begin();
  }
  return {
    track: (event, properties) => page?.track(event, properties),
    show: async (offer) => page?.show(offer),
    stop() {
      stopped = true;
      page?.stop();
    },
  };
}

function run(): FacetPage | undefined {
  const state = readState();
  if (state === undefined) return undefined;
  const sender = createSender(state.endpoint);
  const track = (event: PageEvent) => {
    sender.add(event);
    document.dispatchEvent(new CustomEvent("facet:track", { detail: event.event }));
  };
  const stops = [
    watchExposure(state, sender),
    watchGoals({ ...sender, add: track }),
    watchClicks(state, { ...sender, add: track }),
    watchForms(state),
    onLeave(() => sender.flush()),
  ];
  const offers: Promise<OffersRuntime> | undefined =
    state.offers.length === 0
      ? undefined
      : import("./offers/offers.ts").then(({ startOffers }) =>
          startOffers(state, { ...sender, add: track }),
        );
  const { askedFields } = state;
  if (askedFields !== undefined) {
    // Where it cannot load, the forms ask for everything.
    import("./forms/asked-fields.ts").then(
      ({ hideKnownFields }) => hideKnownFields(askedFields),
      () => undefined,
    );
  }
  // A failed load leaves the page without offers, and nothing else.
  offers?.catch(() => undefined);

  return {
    track: (event, properties) =>
      track(properties === undefined ? { event } : { event, properties }),
    async show(offer) {
      (await offers)?.show(offer);
    },
    stop() {
      for (const stop of stops) stop();
      offers?.then((runtime) => runtime.stop()).catch(() => undefined);
      sender.flush();
    },
  };
}

function onLeave(flush: () => void): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  addEventListener("pagehide", flush, { signal });
  document.addEventListener(
    "visibilitychange",
    () => {
      if (document.visibilityState === "hidden") flush();
    },
    { signal },
  );
  return () => stop.abort();
}

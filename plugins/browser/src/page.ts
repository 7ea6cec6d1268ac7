import { watchClicks } from "./clicks.ts";
import { watchExposure } from "./exposure.ts";
import type { ExposureWatch } from "./exposure.ts";
import { watchGoals } from "./goals.ts";
import { watchForms } from "./lazy-forms.ts";
import { watchLeave } from "./navigation.ts";
import type { OffersRuntime } from "./offers/offers.ts";
import { createSender } from "./sender.ts";
import type { PageEvent, Target } from "./sender.ts";
import type { LiveState } from "./state.ts";

/** One page view that is being watched. */
export interface PageView {
  readonly target: Target;
  track(event: PageEvent): void;
  /** Opens an offer, whatever its trigger. */
  show(offer: string): Promise<void>;
  /** Sends what is waiting. */
  flush(): void;
  /** Ends all watching; waiting events are sent. */
  stop(): void;
}

/** What is known of a page view, and when. */
export interface PageFacts {
  /** Where it reports: known at once. */
  readonly target: Target;
  /** What fills its slots. */
  readonly known: Promise<LiveState>;
  /** The same with the visitor's own part: decision id, offers, form token. */
  readonly whole: Promise<LiveState>;
}

/** Watches one page view: exposures, goals, clicks, forms and offers. */
export function watchPage({ target, known, whole }: PageFacts): PageView {
  const sender = createSender(target);
  const track = (event: PageEvent) => {
    sender.add(event);
    document.dispatchEvent(new CustomEvent("facet:track", { detail: event.event }));
  };
  const told = { ...sender, add: track };
  let exposures: ExposureWatch | undefined;
  let isOver = false;
  const leave = () => {
    exposures?.leave();
    sender.flush();
  };
  const stops = [
    watchGoals(told),
    watchForms(whole),
    watchLeave({ onLeave: leave, onMove: sender.flush }),
  ];
  const begin = (state: LiveState): void => {
    if (isOver) return;
    exposures = watchExposure(state, { whole, sender });
    stops.push(exposures.stop, watchClicks(state, told));
  };
  void known.then(begin);
  const offers = whole.then(async (state): Promise<OffersRuntime | undefined> => {
    if (isOver || state.offers.length === 0) return undefined;
    const { startOffers } = await import("./offers/offers.ts");
    return startOffers(state, told);
  });
  void whole.then(hideKnown);
  // A failed load leaves the page without offers, and nothing else.
  const runtime = offers.catch(() => undefined);

  return {
    target,
    track,
    show: async (offer) => (await runtime)?.show(offer),
    flush: sender.flush,
    stop() {
      isOver = true;
      leave();
      for (const stop of stops) stop();
      void runtime.then((offers) => offers?.stop());
    },
  };
}

async function hideKnown({ askedFields }: LiveState): Promise<void> {
  if (askedFields === undefined) return;
  try {
    (await import("./forms/asked-fields.ts")).hideKnownFields(askedFields);
  } catch {
    // Where it cannot load, the forms ask for everything.
  }
}

import type { Json } from "@facet/client";
import type { ConsentSource } from "./consent/bridges.ts";
import { settleConsent } from "./consent/consent.ts";
import type { Consent } from "./consent/cookie.ts";
import { createFactSource } from "./facts.ts";
import type { FillPage } from "./facts.ts";
import { toTarget } from "./hole/ask.ts";
import type { AskOptions } from "./hole/ask.ts";
import { watchNavigation } from "./navigation.ts";
import { watchPage } from "./page.ts";
import type { PageView } from "./page.ts";

/** What a page can ask of the runtime. */
export interface FacetPage {
  /** Reports an event, e.g. `track("Guide Downloaded")`. */
  track(event: string, properties?: Readonly<Record<string, Json>>): void;
  /** Opens an offer of this page's decision, whatever its trigger. */
  show(offer: string): Promise<void>;
  /** Begins a new page view, after the page's own code has gone to another address. */
  refresh(): void;
  /**
   * Keeps what the visitor allows, and answers with the whole of it; without a choice it only
   * answers: undefined where the visitor has not spoken. Refused storage removes what is Facet's.
   */
  consent(choice?: Partial<Consent>): Consent | undefined;
  /** Ends all watching; waiting events are sent. */
  stop(): void;
}

declare global {
  /** The runtime of a page that loads it as a plain script. */
  // oxlint-disable-next-line no-var -- only `var` declares a member of globalThis
  var facet: FacetPage | undefined;
}

/** Options of `start`. */
export interface StartOptions {
  /**
   * For pages that no server rendered: where the page asks for its decision. On a page with a state
   * of its own nothing is asked.
   */
  readonly ask?: AskOptions | undefined;
  /** Begins a new page view whenever the page goes to another address without being loaded. */
  readonly followNavigation?: boolean | undefined;
  /** Consent tools of this page whose choices are taken over. */
  readonly consent?: readonly ConsentSource[] | undefined;
}

/** Starts the runtime, told how a page is filled; see {@link FacetPage}. */
export function startRuntime(options: StartOptions, fillPage: FillPage): FacetPage {
  const { ask, followNavigation = false, consent: sources = [] } = options;
  const source = createFactSource({ ask, fillPage });
  const stops = [source.stop];
  let view: PageView | undefined;
  let isStopped = false;
  let hasBegun: () => void = () => undefined;
  const begun = new Promise<void>((resolve) => (hasBegun = resolve));

  function open(): void {
    view?.stop();
    const facts = source.next();
    view = facts && watchPage(facts);
  }

  const consent: FacetPage["consent"] = (choice) =>
    settleConsent(choice, {
      target: () => view?.target ?? toTarget(ask ?? {}),
      flush: () => view?.flush(),
    });

  async function followConsent(): Promise<void> {
    const { watchConsent } = await import("./consent/bridges.ts");
    stops.push(watchConsent(sources, consent));
  }

  function begin(): void {
    if (isStopped) return;
    open();
    hasBegun();
    if (followNavigation) stops.push(watchNavigation(open));
    // Where it cannot load, nobody has spoken.
    if (sources.length > 0) followConsent().catch(() => undefined);
  }

  if (document.prerendering) document.addEventListener("prerenderingchange", begin, { once: true });
  else begin();
  return {
    async track(event, properties) {
      if (view === undefined) await begun;
      view?.track(properties === undefined ? { event } : { event, properties });
    },
    async show(offer) {
      await begun;
      await view?.show(offer);
    },
    refresh: open,
    consent,
    stop() {
      isStopped = true;
      view?.stop();
      for (const stop of stops) stop();
    },
  };
}

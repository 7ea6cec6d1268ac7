import type { OfferDecision, PageState } from "@facet/client";
import { mountModal, mountPopover } from "./mount.ts";
import { buildPanel } from "./panel.ts";
import type { FormKit } from "./panel.ts";
import { offerStyles } from "./styles.ts";

/** How an offer went away. `opened`: another form of it takes its place. */
export type Ending = "dismissed" | "taken" | "opened";

/** An offer on the screen. */
export interface OpenOffer {
  readonly id: string;
  close(): void;
}

/** What the opener wants to hear. */
export interface OpenOptions {
  readonly state: PageState;
  readonly forms: FormKit | undefined;
  readonly onEnd: (ending: Ending) => void;
  readonly onConvert: () => void;
}

/**
 * Puts an offer on the screen, in a shadow root of its own. A modal is a native dialog: the page is
 * inert, Esc closes it, focus returns. The rest are popovers, which never take the focus.
 */
export function openOffer(offer: OfferDecision, options: OpenOptions): OpenOffer {
  const host = document.createElement("facet-offer");
  host.setAttribute("name", offer.id);
  host.setAttribute("type", offer.type);
  const shadow = host.attachShadow({ mode: "open" });
  shadow.adoptedStyleSheets = [offerStyles()];
  const panel = buildPanel(offer, { ...options, show: offer.searchSafe ? "part" : "whole" });
  let ending: Ending = "dismissed";
  let ended = false;

  function end(): void {
    if (ended) return;
    ended = true;
    host.remove();
    options.onEnd(ending);
  }

  const mount = offer.type === "modal" ? mountModal : mountPopover;
  const close = mount(panel, { host, type: offer.type, end });
  const closeAs = (how: Ending) => {
    ending = how;
    close();
  };
  for (const closer of panel.closers) closer.addEventListener("click", close);
  panel.more?.addEventListener("click", () => closeAs("opened"));
  panel.cta?.addEventListener("click", () => {
    // With a goal, the goal's own event is the conversion, and the service hears of it.
    if (offer.goal === undefined) options.onConvert();
    closeAs("taken");
  });
  if (panel.form !== undefined && options.forms !== undefined) {
    shadow.adoptedStyleSheets.push(options.forms.formStyles());
    // The service itself records the conversion of a form.
    void enhance(panel.form, options.state, () => {
      ending = "taken";
    });
  }
  return { id: offer.id, close };
}

async function enhance(form: HTMLFormElement, state: PageState, onDone: () => void): Promise<void> {
  try {
    const { enhanceForm } = await import("../forms/enhance.ts");
    enhanceForm(form, { state, onDone });
  } catch {
    // The form posts itself.
  }
}

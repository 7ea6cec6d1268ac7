import type { OfferDecision, PageState } from "@facet/client";
import { h } from "../dom.ts";
import { buildPanel } from "./panel.ts";
import type { FormBuilder, Panel } from "./panel.ts";
import { offerStyles } from "./styles.ts";

/** How an offer went away. */
export type Ending = "dismissed" | "taken";

/** An offer on the screen. */
export interface OpenOffer {
  readonly id: string;
  close(): void;
}

/** What the opener wants to hear. */
export interface OpenOptions {
  readonly state: PageState;
  readonly build: FormBuilder | undefined;
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
  const panel = buildPanel(offer, options);
  let ending: Ending = "dismissed";
  let ended = false;

  function end(): void {
    if (ended) return;
    ended = true;
    host.remove();
    options.onEnd(ending);
  }

  const close =
    offer.type === "modal" ? mountModal(panel, host, end) : mountPopover(panel, host, offer, end);
  panel.close.addEventListener("click", close);
  panel.cta?.addEventListener("click", () => {
    ending = "taken";
    // With a goal, the goal's own event is the conversion, and the service hears of it.
    if (offer.goal === undefined) options.onConvert();
    close();
  });
  if (panel.form !== undefined) {
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

function mountModal(panel: Panel, host: HTMLElement, end: () => void): () => void {
  const dialog = h("dialog", { "aria-labelledby": "title", part: "dialog" }, panel.root);
  let pressedOutside = false;
  dialog.addEventListener("close", end);
  // The dialog's box is covered by its panel, so the dialog itself is hit only on the backdrop; a
  // press that began inside, such as selecting text, is no wish to close.
  dialog.addEventListener("pointerdown", (event) => (pressedOutside = event.target === dialog));
  dialog.addEventListener("click", (event) => {
    if (pressedOutside && event.target === dialog) dialog.close();
  });
  host.shadowRoot?.append(dialog);
  document.body.append(host);
  dialog.showModal();
  const field = panel.form?.querySelector<HTMLElement>("input:not([type=hidden]), select");
  (field ?? panel.heading).focus();
  return () => dialog.close();
}

function mountPopover(
  panel: Panel,
  host: HTMLElement,
  offer: OfferDecision,
  end: () => void,
): () => void {
  const role = offer.type === "notification" ? "status" : "region";
  const popover = h("div", { popover: "manual", role, "aria-labelledby": "title", class: "float" });
  host.shadowRoot?.append(popover);
  document.body.append(host);
  popover.classList.add(offer.type);
  popover.showPopover();
  // Filled once it is there, so that a status is read aloud.
  popover.append(panel.root);
  popover.addEventListener("keydown", (event) => {
    if (event.key === "Escape") end();
  });
  return end;
}
